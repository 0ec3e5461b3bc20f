import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { WebSocket } from 'ws';
import { logWithLines, unexpected } from '../isolation/crawl/log-lines.ts';
import { test as base } from '../kit/fixtures.ts';
import { giveToken } from '../kit/program.ts';
import { startWorld, type World } from '../kit/world.ts';

const { log, lines } = logWithLines();
const test = base.extend(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const world = await startWorld({ log });
    onCleanup(() => world.close());
    return world;
  },
);

const crashes: unknown[] = [];
const crash = (error: unknown) => crashes.push(error);
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);
afterAll(() => {
  process.off('uncaughtException', crash);
  process.off('unhandledRejection', crash);
});

/** The same runs each time, unless somebody asks for others; a failure prints what to run again. */
const RUNS = { numRuns: Number(process.env.FUZZ_RUNS ?? 150), seed: Number(process.env.FUZZ_SEED ?? 20_261_123) };
const WHO = '{ viewer { name } }';

interface Said {
  readonly status: number;
  readonly body: string;
}

/** As `fetch`, but with any header a connection can carry. */
function send(
  world: World,
  path: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(world.url + path, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = (token: string) => ({ 'content-type': 'application/json', cookie: `landfall=${token}` });

/** Whatever came in, somebody who asks properly is answered, nobody’s process complained, and no line says that something was unexpected. */
async function isWell(world: World, token: string): Promise<void> {
  const { status } = await send(world, '/graphql', 'POST', json(token), JSON.stringify({ query: WHO }));
  expect(status).toBe(200);
  expect(crashes).toEqual([]);
  expect(unexpected(lines)).toEqual([]);
}

/** Letters a header may carry, and many it is rarely given. */
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 200,
});
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '',
    '\u0000',
    '__proto__',
    'constructor',
    '\ud800',
    "' or 1=1 --",
    '%',
    '\\',
    '{}',
    '../..',
    '9'.repeat(400),
    '-1',
    'NaN',
  ),
);
const oddJson = fc.oneof(fc.jsonValue(), oddText, fc.constantFrom(null, [], {}, [[]], -1, 1e308, 2 ** 53, true));

test('any header, cookie or bearer: no crash and no 5xx, to nobody and to somebody', async ({
  world,
  partner,
  rival,
}) => {
  const { token } = await giveToken(world, rival.hotline, ['read']);
  const bearer = fc.oneof(
    headerText,
    headerText.map((text) => `Bearer ${text}`),
    headerText.map((text) => `Viewer ${text}`),
    fc.subarray([...token], { minLength: 1 }).map((letters) => `Bearer ${letters.join('')}`),
    fc.array(fc.base64String({ maxLength: 40 }), { maxLength: 4 }).map((parts) => `Viewer ${parts.join('.')}`),
  );
  const headers = fc.record(
    {
      authorization: bearer,
      cookie: fc.oneof(
        headerText,
        headerText.map((text) => `landfall=${text}; landfall-language=${text}`),
      ),
      'accept-language': headerText,
      'content-type': fc.oneof(headerText, fc.constant('application/json')),
      accept: headerText,
      'x-forwarded-for': headerText,
      'x-forwarded-proto': headerText,
      'user-agent': headerText,
      origin: headerText,
      'apollo-require-preflight': headerText,
      'x-landfall-protocol': headerText,
    },
    { requiredKeys: [] },
  );
  const path = fc.constantFrom(
    '/graphql',
    '/auth/sign-in',
    '/auth/nowhere',
    '/readyz',
    '/nowhere',
    '/kept-mail',
    '//',
    '/%',
    '/graphql?query=%7Bviewer',
  );
  await fc.assert(
    fc.asyncProperty(
      path,
      fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'HEAD'),
      headers,
      async (where, method, given) => {
        const { status, body } = await send(
          world,
          where,
          method,
          given as Record<string, string>,
          method === 'POST' ? '{}' : undefined,
        );
        expect(status, body).toBeLessThan(500);
        expect(body).not.toContain(rival.hotline.name);
      },
    ),
    RUNS,
  );
  await isWell(world, partner.hotline.token);
});

test('any body where a question or a sign-in is awaited: no crash and no 5xx', async ({ world, partner, rival }) => {
  const text = fc.oneof(
    oddJson.map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .record(
        { query: oddJson, variables: oddJson, operationName: oddJson, documentId: oddJson, extensions: oddJson },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
    fc
      .record(
        { email: oddJson, password: oddJson, code: oddJson, token: oddJson, membershipId: oddJson },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  );
  const path = fc.constantFrom(
    '/graphql',
    '/graphql',
    '/auth/membership',
    '/auth/code',
    '/auth/prove',
    '/auth/reset-link',
    '/auth/email-link',
    '/auth/standing',
  );
  for (const { token } of [partner.hotline, rival.hotline])
    await fc.assert(
      fc.asyncProperty(path, text, async (where, body) => {
        const said = await send(world, where, 'POST', json(token), body);
        expect(said.status, said.body).toBeLessThan(500);
        expect(() => JSON.parse(said.body)).not.toThrow();
      }),
      RUNS,
    );
  await isWell(world, partner.hotline.token);
});

test('any document: refused or answered in GraphQL’s form, never INTERNAL', async ({ world, partner, rival }) => {
  const name = fc.constantFrom(
    'viewer',
    'tickets',
    'nodes',
    'id',
    'name',
    'customer',
    '__schema',
    '__typename',
    '__type',
    'nothing',
    'x',
  );
  const argument = fc
    .tuple(
      fc.constantFrom('id', 'first', 'after', 'states', 'text'),
      fc.oneof(
        fc.integer().map(String),
        oddText.map((value) => JSON.stringify(value)),
        fc.constantFrom('$v', '[NEW]', '{a: 1}', 'null', 'NEW'),
      ),
    )
    .map(([key, value]) => `(${key}: ${value})`);
  const { selection } = fc.letrec<{ selection: string }>((tie) => ({
    selection: fc
      .array(
        fc.oneof(
          { maxDepth: 4 },
          name,
          fc
            .tuple(name, fc.option(argument, { nil: '' }), tie('selection'))
            .map(([field, args, below]) => `${field}${args} ${below}`),
          tie('selection').map((below) => `... @include(if: true) ${below}`),
          fc.constantFrom('...F', '... on Ticket { id }', 'a: id', '@skip'),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((fields) => `{ ${fields.join(' ')} }`),
  }));
  const query = fc.oneof(
    selection,
    selection.map((body) => `query ($v: ID) ${body} fragment F on Query ${body}`),
    selection.map((body) => `mutation ${body}`),
    selection.map((body) => `subscription ${body}`),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );
  for (const { token } of [partner.hotline, rival.hotline])
    await fc.assert(
      fc.asyncProperty(query, async (document) => {
        const said = await send(world, '/graphql', 'POST', json(token), JSON.stringify({ query: document }));
        expect(said.status, said.body).toBeLessThan(500);
        expect(said.body, document).not.toContain('"INTERNAL"');
        expect(said.body).not.toMatch(/did you mean/i);
      }),
      RUNS,
    );
  await isWell(world, partner.hotline.token);
});

test('any cursor, id, text, number and date in a variable: INVALID, NOT_FOUND or an answer', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const questions = [
    'query ($v: String) { tickets(after: $v, first: 2) { nodes { id } } }',
    'query ($v: String) { customers(after: $v) { nodes { id } } }',
    'query ($v: String) { members(after: $v) { nodes { id } } }',
    'query ($v: String!) { search(text: $v) { id } }',
    'query ($v: String!) { callerMatches(number: $v) { matches { customer { id } } } }',
    'query ($v: ID!) { ticket(id: $v) { id } }',
    'query ($v: ID!) { customer(id: $v) { id name } }',
    'query ($v: Int) { tickets(first: $v) { nodes { id } } }',
    'mutation ($v: String!) { raiseTicket(input: { customerId: "01999999-9999-7999-8999-999999999999", symptom: $v }) { id } }',
    'mutation ($v: ID!) { takeTicket(id: $v) { id } }',
    'mutation ($v: ID) { noteTicket(id: "01999999-9999-7999-8999-999999999999", text: "x", idempotencyKey: $v) { id } }',
  ];
  const cursor = fc.oneof(
    oddJson,
    fc.uuid(),
    fc.base64String({ maxLength: 80 }),
    fc.tuple(oddText, oddText).map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
    fc.array(oddJson, { maxLength: 4 }).map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64')),
  );
  for (const person of [partner.hotline, rival.hotline, customer.person])
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...questions), cursor, async (query, v) => {
        const said = await send(
          world,
          '/graphql',
          'POST',
          json(person.token),
          JSON.stringify({ query, variables: { v } }),
        );
        expect(said.status, said.body).toBeLessThan(500);
        expect(said.body, `${query} ${JSON.stringify(v)}`).not.toContain('"INTERNAL"');
        if (person === rival.hotline) expect(said.body).not.toContain(customer.id);
      }),
      RUNS,
    );
  await isWell(world, partner.hotline.token);
});

test('any frame, text or binary, before and after the greeting: the socket answers or closes, the others go on', async ({
  world,
  partner,
  rival,
}) => {
  const message = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    oddJson.map((value) => JSON.stringify(value)),
    fc
      .record(
        {
          type: fc.constantFrom(
            'connection_init',
            'subscribe',
            'complete',
            'ping',
            'pong',
            'next',
            'error',
            'nonsense',
          ),
          id: fc.oneof(fc.constantFrom('1', '2'), oddJson),
          payload: fc.oneof(
            oddJson,
            fc.record(
              {
                query: fc.oneof(fc.constantFrom('subscription { ticketChanged { id } }', WHO), oddText),
                variables: oddJson,
                operationName: oddJson,
                extensions: fc.oneof(oddJson, fc.record({ documentId: oddJson, age: oddJson })),
              },
              { requiredKeys: [] },
            ),
          ),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
  );
  const bystander = await rival.hotline.listen('subscription { ticketChanged { id } }');
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(message, { maxLength: 6 }), async (isGreeted, frames) => {
      const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
        headers: { cookie: `landfall=${partner.hotline.token}` },
      });
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.on('error', () => undefined);
      await new Promise((open) => socket.once('open', open));
      if (isGreeted) socket.send('{"type":"connection_init"}');
      for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      // What was sent has been read once the server has answered our own goodbye, or said its own.
      socket.close();
      await closed;
    }),
    { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 2) },
  );
  expect(bystander.seen).toEqual([]);
  await rival.hotline.leave();
  await isWell(world, partner.hotline.token);
});

test('any bytes at the port: the connection ends, the server goes on', async ({ world, partner, rival }) => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }).map((some) => Buffer.from(some)),
    headerText.map((text) => Buffer.from(`GET ${text} HTTP/1.1\r\nHost: x\r\n\r\n`, 'latin1')),
    headerText.map((text) =>
      Buffer.from(`POST /graphql HTTP/1.1\r\nHost: ${text}\r\nContent-Length: ${text.length}\r\n\r\n`, 'latin1'),
    ),
    headerText.map((text) =>
      Buffer.from(
        `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: ${text}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        'latin1',
      ),
    ),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (some) => {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () => socket.end(some));
        socket.on('error', () => resolve());
        socket.on('close', () => resolve());
        socket.resume();
        socket.setTimeout(300, () => socket.destroy());
      });
    }),
    { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 2) },
  );
  for (const { token } of [partner.hotline, rival.hotline]) await isWell(world, token);
});
