import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { test as base } from '../kit/fixtures.ts';
import type { Person } from '../kit/person.ts';
import { giveToken } from '../kit/program.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { raise } from '../kit/story.ts';
import { startWorld, type World } from '../kit/world.ts';

/** Sockets are asked soon whether they are there. */
const test = base.extend(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const world = await startWorld({ reached: { pingMs: 250 } });
    onCleanup(() => world.close());
    return world;
  },
);

/** A machine with much to do takes its time. */
const SOON = { timeout: 10_000 };

interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { extensions: { code: string } }[] & {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
}

/** A socket, what it heard, and what it was closed with. */
async function open(world: World, person: Person, isGreeted = true) {
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: `landfall=${person.token}` },
  });
  const heard: Frame[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as Frame));
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((opened) => socket.once('open', opened));
  if (isGreeted) {
    socket.send('{"type":"connection_init"}');
    await expect.poll(() => heard.length, SOON).toBe(1);
  }
  const subscribe = (id: string, payload: object) => socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  return { socket, heard, closed, subscribe };
}

const deep = (kind: string) =>
  `${kind} { ticketChanged { ${'customer { tickets { '.repeat(7)} id ${'} } '.repeat(7)} } }`;
const many = (field: string) => Array.from({ length: 41 }, (_, i) => `a${i}: ${field}`).join(' ');

test('what is too much or not understood gets the same code over HTTP and over the socket', async ({
  world,
  partner,
  rival,
}) => {
  const same: [what: string, query: string][] = [
    ['too deep', deep('subscription')],
    ['too many aliases', `subscription { ticketChanged { ${many('id')} } }`],
    ['too many directives', `subscription { ticketChanged { id ${'@include(if: true) '.repeat(21)} } }`],
    ['too many directives on many fields', `subscription { ticketChanged { ${'id @skip(if: false) '.repeat(21)} } }`],
    [
      'too costly',
      'subscription { ticketChanged { customer { tickets(first: 200) { activities { id } customer { tickets(first: 200) { id number state } } } } } }',
    ],
    ['too many tokens', `subscription { ticketChanged { ${'id '.repeat(3000)} } }`],
    ['not GraphQL', 'subscription {'],
    ['nothing', ''],
    ['not in the contract', 'subscription { tickettChanged { id } }'],
    ['two roots', 'subscription { a: ticketChanged { id } b: dispatchOrderChanged { id } }'],
    ['the schema', 'subscription { __schema { types { name } } }'],
    ['a fragment that is itself', 'subscription { ticketChanged { ...F } } fragment F on Ticket { ...F }'],
  ];
  const { socket, heard, subscribe } = await open(world, partner.hotline);
  for (const [what, query] of same) {
    subscribe(what, { query });
    await expect.poll(() => heard.find(({ id }) => id === what)?.type, { message: what, ...SOON }).toBe('error');
    const over = heard.find(({ id }) => id === what);
    const { errors } = await partner.hotline.ask(query);
    expect(over?.payload?.[0]?.extensions.code, what).toBe(errors?.[0]?.extensions.code);
    expect(over?.payload?.[0]?.extensions.code, what).toMatch(/^(LIMITED|INVALID)$/);
    expect(JSON.stringify(over), what).not.toMatch(/did you mean/i);
  }
  socket.close();
  expect(await rival.hotline.codeOf('{ viewer { name } }')).toBeUndefined();
});

test('questions, mutations and batches are no matter for a socket, and several questions in one none for HTTP', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const { socket, heard, subscribe } = await open(world, partner.hotline);
  const before = await partner.hotline.get<{ tickets: { nodes: unknown[] } }>('{ tickets { nodes { id } } }');
  for (const [id, query] of [
    ['a query', '{ viewer { name } }'],
    ['a mutation', `mutation { raiseTicket(input: { customerId: "${customer.id}", symptom: "x" }) { id } }`],
    ['introspection', '{ __schema { types { name } } }'],
  ] as const) {
    subscribe(id, { query });
    await expect.poll(() => heard.find((frame) => frame.id === id)?.type, SOON).toBe('error');
  }
  expect(await partner.hotline.get('{ tickets { nodes { id } } }')).toEqual(before);
  socket.close();
  for (const body of [[{ query: '{ viewer { name } }' }], [], [[]]]) {
    const answer = await rival.hotline.post(body);
    expect([answer.status, (await answer.text()).includes(rival.hotline.name)]).toEqual([400, false]);
  }
});

test('a thousand subscriptions: as many as a page has, the others refused politely, and the socket goes on', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const { socket, heard, subscribe } = await open(world, partner.hotline);
  for (let i = 0; i < 1000; i++) subscribe(String(i), { query: 'subscription { ticketChanged { id } }' });
  await expect.poll(() => heard.filter(({ type }) => type === 'error').length, SOON).toBe(960);
  const codes = heard.filter(({ type }) => type === 'error').map(({ payload }) => payload?.[0]?.extensions.code);
  expect(new Set(codes)).toEqual(new Set(['LIMITED']));
  const theirs = await open(world, rival.hotline);
  theirs.subscribe('1', { query: 'subscription { ticketChanged { id } }' });
  await raise({ ...partner, customer });
  await expect.poll(() => new Set(heard.filter(({ type }) => type === 'next').map(({ id }) => id)).size).toBe(40);
  expect(theirs.heard.filter(({ type }) => type === 'next')).toEqual([]);
  for (const one of [socket, theirs.socket]) one.close();
});

test('a frame of 10 MB, a message only servers send, or no greeting within 3 s: closed with the reason, and nobody else is', async ({
  world,
  partner,
  rival,
}) => {
  const other = await open(world, rival.hotline);
  const [huge, odd, again, silent] = await Promise.all([
    open(world, partner.hotline),
    open(world, partner.hotline),
    open(world, partner.hotline),
    open(world, partner.hotline, false),
  ]);
  const elapsed = stopwatch();
  huge.socket.send(JSON.stringify({ type: 'ping', payload: { blank: 'x'.repeat(10_000_000) } }));
  expect(await huge.closed).toBe(1009);
  odd.socket.send('{"id":"1","type":"next","payload":{}}');
  expect(await odd.closed).toBe(4400);
  const name = '很'.repeat(200);
  again.subscribe(name, { query: 'subscription { ticketChanged { id } }' });
  again.subscribe(name, { query: 'subscription { ticketChanged { id } }' });
  expect(await again.closed).toBe(4409);
  expect(await silent.closed).toBe(4408);
  expect(elapsed()).toBeLessThan(4000);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  other.socket.close();
});

test('a connection that is open at our end only is found and let go of; one that answers stays', async ({
  world,
  partner,
  rival,
}) => {
  const other = await open(world, rival.hotline);
  const halfOpen = connect(Number(new URL(world.url).port), '127.0.0.1');
  const ended = new Promise<void>((resolve) => halfOpen.once('close', () => resolve()));
  halfOpen.write(
    [
      'GET /graphql HTTP/1.1',
      'Host: landfall.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Cookie: landfall=${partner.hotline.token}`,
      '\r\n',
    ].join('\r\n'),
  );
  // It takes what it is sent and answers nothing, not even a ping.
  halfOpen.resume();
  const elapsed = stopwatch();
  await ended;
  expect(elapsed()).toBeLessThan(2500);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  other.socket.close();
});

test('a page that starts to listen after something happened is told to read again, and only whom it concerns', async ({
  world,
  partner,
  customer,
  headquarters,
  rival,
}) => {
  const told = await partner.hotline.listen('subscription { ticketChanged { id } }');
  await raise({ ...partner, customer });
  await told.until(() => true);
  const quiet = (person: Person) => person.listen('subscription { ticketChanged { id } }', {}, { age: 5000 });
  const isBehind = { data: null };
  const own = await quiet(partner.hotline);
  await expect.poll(() => own.seen, SOON).toContainEqual(isBehind);
  const theirs = await open(world, rival.hotline);
  theirs.subscribe('1', { query: 'subscription { ticketChanged { id } }', extensions: { age: 200 } });
  const portal = await quiet(customer.person);
  await expect.poll(() => portal.seen, SOON).toContainEqual(isBehind);
  for (const age of [-1, 'x', null, {}])
    theirs.subscribe(`${age}`, { query: 'subscription { ticketChanged { id } }', extensions: { age } });
  theirs.socket.send('{"type":"ping"}');
  await expect.poll(() => theirs.heard.some(({ type }) => type === 'pong'), SOON).toBe(true);
  expect(theirs.heard.filter(({ type }) => type === 'next')).toEqual([]);
  theirs.socket.close();
  expect(await headquarters.codeOf('{ viewer { name } }')).toBeUndefined();
  await Promise.all([partner.hotline.leave(), customer.person.leave()]);
});

test('a program’s socket is its token’s: it hears what its person hears', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const [own, theirs] = [
    await (await giveToken(world, partner.hotline)).open(),
    await (await giveToken(world, rival.hotline)).open(),
  ];
  const heard: string[][] = [[], []];
  for (const [i, { socket }] of [own, theirs].entries()) {
    socket.on('message', (data) => heard[i]?.push(String(data)));
    socket.send(
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { ticketChanged { id } }' } }),
    );
    socket.send('{"type":"ping"}');
    await expect.poll(() => heard[i]?.length, SOON).toBe(1);
  }
  const { ticketId } = await raise({ ...partner, customer });
  await expect.poll(() => heard[0]?.join(), SOON).toContain(ticketId);
  expect(heard[1]).toEqual(['{"type":"pong"}']);
  for (const { socket } of [own, theirs]) socket.close();
});
