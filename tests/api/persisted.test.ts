import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type OperationManifest, readOperations } from '@landfall/gateway/server/persisted-operations';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { signingKey, signViewer } from '@landfall/kit/viewer/viewer-token';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { SECRET } from '../kit/database.setup.ts';
import { test as base } from '../kit/fixtures.ts';
import { pageOperation } from '../kit/page-operations.ts';
import type { Person, ToldError } from '../kit/person.ts';
import { giveToken } from '../kit/program.ts';
import { startWorld, type World } from '../kit/world.ts';

const idOf = (text: string) => createHash('sha256').update(text).digest('hex');
const YESTERDAYS = 'query TicketNumber($id:ID!){ticket(id:$id){__typename id number}}';
const GONE = 'query Gone{viewer{name faxNumber}}';
const DESK_ONLY = 'query Staff{members{nodes{id name}}}';
const TOO_MUCH = `query TooMuch{${Array.from({ length: 40 }, (_, i) => `a${i}:viewer{name}`).join(' ')}}`;

/** What the pages have now, and what pages of before had. */
const operations: OperationManifest = new Map([
  ...readOperations(resolve('schema/operations.json')),
  [idOf(YESTERDAYS), { name: 'TicketNumber', surfaces: ['desk', 'portal'], text: YESTERDAYS, until: '2026-11-22' }],
  [idOf(GONE), { name: 'Gone', surfaces: ['desk'], text: GONE, until: '2026-11-20' }],
  [idOf(DESK_ONLY), { name: 'Staff', surfaces: ['desk'], text: DESK_ONLY }],
  [idOf(TOO_MUCH), { name: 'TooMuch', surfaces: ['desk'], text: TOO_MUCH }],
]);

/** A gateway as with NODE_ENV=production. */
const test = base.extend(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const world = await startWorld({ isProduction: true, operations });
    onCleanup(() => world.close());
    return world;
  },
);

type Told = { data?: Record<string, unknown>; errors?: ToldError[] };

async function told(person: Person, body: unknown): Promise<Told & { status: number }> {
  const response = await person.post(body);
  return { status: response.status, ...((await response.json()) as Told) };
}

async function raise(person: Person, customerId: string): Promise<string> {
  const { data, errors } = await person.askAs<{ raiseTicket: { id: string } }>('RaiseTicket', {
    input: { customerId, symptom: '打不开账套' },
  });
  expect(errors).toBeUndefined();
  return data.raiseTicket.id;
}

test('in production the pages’ operations are answered by id, and a document of one’s own is refused, to everybody', async ({
  partner,
  customer,
  headquarters,
  rival,
}) => {
  for (const person of [partner.hotline, customer.person, headquarters, rival.hotline]) {
    expect(await person.askAs('ViewerOfPage')).toMatchObject({ data: { viewer: { name: person.name } } });
    for (const query of ['{ viewer { name } }', '{ __schema { types { name } } }', 'mutation { x }', '']) {
      const { status, errors } = await told(person, { query });
      expect([status, errors?.[0]?.extensions]).toMatchObject([403, { code: 'FORBIDDEN', reason: 'persistedOnly' }]);
    }
  }
});

test('documents of one’s own, and the schema, are for API tokens with that scope, and for services of ours', async ({
  world,
  partner,
  rival,
}) => {
  const SCHEMA = '{ __schema { queryType { name } } }';
  const HIDDEN = 'query { ...S } fragment S on Query { __type(name: "Ticket") { name } }';
  const [reading, own, all] = [
    await giveToken(world, partner.hotline, ['read']),
    await giveToken(world, partner.hotline, ['read', 'documents']),
    await giveToken(world, partner.hotline, ['read', 'documents', 'introspection']),
  ];
  // The second time is answered from what was let in before: the same.
  for (const _ of ['first', 'second']) {
    expect(await reading.reasonOf('{ viewer { name } }')).toBe('persistedOnly');
    expect(await own.reasonOf('{ viewer { name } }')).toBeUndefined();
    for (const query of [SCHEMA, HIDDEN]) {
      expect(await reading.reasonOf(query)).toBe('persistedOnly');
      expect(await own.reasonOf(query)).toBe('introspectionClosed');
      expect(await all.reasonOf(query)).toBeUndefined();
    }
    expect(await own.reasonOf('{ viewer { nam } }')).toBe('invalidDocument');
  }
  const viewerOf = (person: Person) => ({
    ...systemViewer(person.tenant, 'x'),
    name: person.name,
    membershipId: person.membershipId,
    roles: ['hotline_consultant'],
  });
  const vouched = async (person: Person, service: string, secret = SECRET) =>
    fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Viewer ${await signViewer(viewerOf(person), service, signingKey(secret))}`,
      },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
  for (const person of [partner.hotline, rival.hotline]) {
    expect(await (await vouched(person, 'support')).json()).toEqual({ data: { viewer: { name: person.name } } });
    expect((await vouched(person, 'support', 'another secret')).status).toBe(401);
  }
});

test('a refusal says what to do in the reader’s language', async ({ partner, rival }) => {
  for (const person of [partner.hotline, rival.hotline]) {
    const of = async (language: string) =>
      ((await (await person.post({ documentId: 'f'.repeat(64) }, { 'accept-language': language })).json()) as Told)
        .errors?.[0]?.message;
    expect(await of('zh-CN')).toMatch(/刷新页面/);
    expect(await of('zh-TW')).toMatch(/重新整理頁面/);
    expect(await of('en')).toMatch(/Reload/);
  }
});

test('a page of yesterday still works, and what its id names is still only its reader’s', async ({
  partner,
  customer,
  rival,
}) => {
  const id = await raise(partner.hotline, customer.id);
  const asked = { documentId: idOf(YESTERDAYS), variables: { id } };
  for (const _ of ['first time', 'from then on']) {
    expect(await told(partner.hotline, asked)).toMatchObject({ status: 200, data: { ticket: { id } } });
    expect(await told(customer.person, asked)).toMatchObject({ data: { ticket: { id } } });
    expect((await told(rival.hotline, asked)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  }
});

test('an id nobody gave, one of another surface, and one whose fields are gone: INVALID, reload', async ({
  partner,
  customer,
  headquarters,
  rival,
}) => {
  const ids: [Person, unknown][] = [
    ...[...['0'.repeat(64), '', 'x', 7, null, {}, ['a'], '__proto__', 'constructor'], idOf(GONE), idOf(TOO_MUCH)].map(
      (id): [Person, unknown] => [rival.hotline, id],
    ),
    [customer.person, idOf(DESK_ONLY)],
    [headquarters, idOf(DESK_ONLY)],
  ];
  for (const [person, documentId] of ids) {
    const { status, errors, data } = await told(person, { documentId });
    expect([status, data, errors?.[0]?.extensions], String(documentId)).toMatchObject([
      400,
      undefined,
      { code: 'INVALID', reason: 'unknownOperation' },
    ]);
  }
  expect(await told(partner.hotline, { documentId: idOf(DESK_ONLY) })).toMatchObject({ status: 200 });
});

test('an id with wrong variables, of a form, or in a batch is answered as a document would be: never a 5xx', async ({
  world,
  partner,
  rival,
}) => {
  const documentId = idOf(YESTERDAYS);
  for (const person of [partner.hotline, rival.hotline]) {
    for (const variables of [{}, { id: ['a'] }, { id: null }, [], 'x', 5]) {
      const { status, errors } = await told(person, { documentId, variables });
      expect(status, JSON.stringify(variables)).toBeLessThan(500);
      expect(errors?.[0]?.extensions.code, JSON.stringify(variables)).toMatch(/INVALID|NOT_FOUND/);
    }
    const batch = await told(person, [{ documentId }, { documentId }]);
    expect([batch.status < 500, batch.data]).toEqual([true, undefined]);
    const form = await fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { cookie: `landfall=${person.token}`, 'content-type': 'text/plain' },
      body: JSON.stringify({ documentId: pageOperation('ViewerOfPage') }),
    });
    expect(form.status).toBe(400);
    expect(await form.text()).not.toContain(person.name);
  }
});

/** What a socket says to one message. */
async function heard(
  world: World,
  person: Person,
  payload: object,
): Promise<{ type: string; payload?: ToldError[] }[]> {
  const said: { type: string; payload?: ToldError[] }[] = [];
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: `landfall=${person.token}` },
  });
  socket.on('message', (data) => said.push(JSON.parse(String(data))));
  await new Promise((open) => socket.once('open', open));
  socket.send('{"type":"connection_init"}');
  await expect.poll(() => said.length).toBe(1);
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  socket.send('{"type":"ping"}');
  await expect.poll(() => said.some(({ type }) => type === 'pong') && said.length > 1).toBe(true);
  await expect.poll(() => said.some(({ type }) => type === 'error' || type === 'pong')).toBe(true);
  socket.close();
  return said;
}

test('a socket takes ids as well and no document of one’s own', async ({ world, partner, customer, rival }) => {
  const live = await partner.hotline.listenAs<{ ticketChanged: { id: string } | null }>('TicketListChanged');
  const theirs = await rival.hotline.listenAs('TicketListChanged');
  const id = await raise(partner.hotline, customer.id);
  await live.until(({ ticketChanged }) => ticketChanged?.id === id);
  expect(theirs.seen).toEqual([]);
  const own = await heard(world, partner.hotline, { query: 'subscription { ticketChanged { id } }' });
  expect(own.find(({ type }) => type === 'error')?.payload?.[0]?.extensions.reason).toBe('persistedOnly');
  const query = await heard(world, partner.hotline, { query: '', extensions: { documentId: idOf(YESTERDAYS) } });
  expect(query.find(({ type }) => type === 'error')?.payload?.[0]?.extensions.code).toBe('INVALID');
  await Promise.all([partner.hotline.leave(), rival.hotline.leave()]);
});
