import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { test } from '../kit/fixtures.ts';
import type { Person } from '../kit/person.ts';
import { raise } from '../kit/story.ts';
import type { World } from '../kit/world.ts';

const ORDERS = 'subscription { dispatchOrderChanged { id } }';
const TICKETS = 'subscription { ticketChanged { id } }';

/** Says what a browser never would, then goes away in the middle. What came back until then is returned. */
function upgrade(world: World, path: string, headers: string[] = []): Promise<string> {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: landfall.example',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ];
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () =>
      socket.write(`${lines.join('\r\n')}\r\n\r\n`),
    );
    socket.on('error', () => undefined);
    socket.once('data', (answer) => {
      socket.resetAndDestroy();
      resolve(String(answer).split('\r\n', 1)[0] ?? '');
    });
  });
}

test('a socket is opened on /graphql for pages of ours; whatever else asks is refused and its connection ended', async ({
  world,
  partner,
  rival,
}) => {
  const broken: unknown[] = [];
  const note = (error: unknown) => broken.push(error);
  process.on('uncaughtException', note);
  expect(await upgrade(world, '//')).toBe('HTTP/1.1 404 Not Found');
  expect(await upgrade(world, '/elsewhere')).toBe('HTTP/1.1 404 Not Found');
  for (const origin of ['https://elsewhere.example', 'null'])
    expect(await upgrade(world, '/graphql', [`Origin: ${origin}`])).toBe('HTTP/1.1 403 Forbidden');
  expect(await upgrade(world, '/graphql', ['Origin: https://landfall.example'])).toMatch(/101/);
  for (const person of [partner.hotline, rival.hotline])
    expect(await person.codeOf('{ viewer { name } }')).toBeUndefined();
  process.off('uncaughtException', note);
  expect(broken).toEqual([]);
});

test('a socket carries as many subscriptions as a page has, not as many as somebody likes', async ({
  partner,
  rival,
}) => {
  const own = await Promise.all(Array.from({ length: 41 }, () => partner.hotline.listen(ORDERS)));
  await expect.poll(() => own.at(-1)?.seen[0]?.errors?.[0]?.extensions.code).toBe('LIMITED');
  expect(own.slice(0, 40).flatMap(({ seen }) => seen)).toEqual([]);
  const other = await rival.hotline.listen(ORDERS);
  expect(other.seen).toEqual([]);
  await Promise.all([partner.hotline.leave(), rival.hotline.leave()]);
});

test('a subscription that can’t start says why in the page’s language, and the others of its socket go on', async ({
  world,
  partner,
  rival,
}) => {
  const said: { type: string; id?: string; payload?: { errors?: unknown[] } | unknown[] }[] = [];
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: `landfall=${partner.hotline.token}` },
  });
  socket.on('message', (data) => said.push(JSON.parse(String(data))));
  await new Promise((open) => socket.once('open', open));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'accept-language': 'zh-TW' } }));
  await expect.poll(() => said.at(-1)?.type).toBe('connection_ack');
  const subscribe = (id: string, query: string) =>
    socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query } }));
  subscribe('live', ORDERS);
  subscribe('unset', 'subscription ($id: ID!) { ticketChanged(id: $id) { id } }');
  subscribe('unknown', 'subscription { tickettChanged { id } }');
  await expect.poll(() => said.filter(({ id }) => id === 'unknown').length).toBe(1);
  await expect.poll(() => said.some(({ id, type }) => id === 'unset' && type === 'complete')).toBe(true);
  const text = JSON.stringify(said);
  expect(text).toContain('請求的內容不被此介面接受');
  expect(text).not.toMatch(/did you mean/i);
  expect(said.filter(({ id }) => id === 'live')).toEqual([]);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.close();
  expect(await rival.hotline.codeOf('{ viewer { name } }')).toBeUndefined();
});

test('of a document with several operations the one that is named runs, whichever ran before', async ({
  world,
  partner,
  rival,
}) => {
  const query = 'query Name { viewer { name } } query Surface { viewer { surface } }';
  const run = async (token: string, operationName: string) =>
    (
      await fetch(`${world.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `landfall=${token}` },
        body: JSON.stringify({ query, operationName }),
      })
    ).json();
  expect(await run(partner.hotline.token, 'Name')).toEqual({ data: { viewer: { name: '陈热线' } } });
  expect(await run(partner.hotline.token, 'Surface')).toEqual({ data: { viewer: { surface: 'desk' } } });
  expect(await run(rival.hotline.token, 'Name')).toEqual({ data: { viewer: { name: '陈热线' } } });
  expect(await run(partner.hotline.token, 'Nobody')).toMatchObject({ errors: [{ extensions: { code: 'INVALID' } }] });
});

test('what one delivery has read is never read to the next', async ({ partner, customer, rival }) => {
  const told = await partner.hotline.listen<{ ticketChanged: { customer: { tickets: unknown[] } } }>(
    'subscription { ticketChanged { customer { tickets { id } } } }',
  );
  const nothing = await rival.hotline.listen('subscription { ticketChanged { customer { tickets { id } } } }');
  for (const count of [1, 2, 3]) {
    await raise({ ...partner, customer });
    await told.until(({ ticketChanged }) => ticketChanged.customer.tickets.length === count);
  }
  expect(nothing.seen).toEqual([]);
  await Promise.all([partner.hotline.leave(), rival.hotline.leave()]);
});

test('a noun one may not see can’t be followed: unknown where the surface hasn’t it, refused by role, silent by row; the socket goes on', async ({
  partner,
  customer,
  headquarters,
  rival,
}) => {
  const code = async (person: Person, document: string) => {
    const { seen } = await person.listen(document);
    await expect.poll(() => seen.length, { timeout: 10_000 }).toBe(1);
    return seen[0]?.errors?.[0]?.extensions.code;
  };
  const live = await partner.supervisor.listen<{ ticketChanged: { id: string } }>(TICKETS);
  for (const [person, document, expected] of [
    [partner.supervisor, 'subscription { figureChanged { code } }', 'INVALID'],
    [partner.supervisor, 'subscription { policyFloorChanged }', 'FORBIDDEN'],
    [partner.supervisor, 'subscription { invitationChanged }', 'FORBIDDEN'],
    [customer.person, 'subscription { callChanged { id } }', 'INVALID'],
    [customer.person, 'subscription { supportPresenceChanged { id } }', 'INVALID'],
    [headquarters, TICKETS, 'INVALID'],
    [headquarters, 'subscription { customerChanged { id name } }', 'INVALID'],
  ] as const)
    expect(await code(person, document), document).toBe(expected);
  const { ticketId } = await raise({ ...partner, customer });
  const stolen = await rival.hotline.listen(`subscription { ticketChanged(id: "${ticketId}") { id symptom } }`);
  await partner.hotline.get('mutation ($id: ID!) { noteTicket(id: $id, text: "客户来电") { id } }', { id: ticketId });
  await live.until(({ ticketChanged }) => ticketChanged.id === ticketId);
  expect(stolen.seen).toEqual([]);
  const people = [partner.supervisor, customer.person, headquarters, rival.hotline];
  await Promise.all(people.map((person) => person.leave()));
});

test('an event for a row that has gone is told to nobody, and the next one is', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const told = await partner.hotline.listen<{ ticketChanged: { id: string } | null }>(TICKETS);
  const orders = await partner.hotline.listen(ORDERS);
  const theirs = await rival.hotline.listen(TICKETS);
  const gone = { tenantId: partner.tenant, customerId: customer.id, event: 'gone', ids: {} };
  for (const noun of ['ticket', 'dispatchOrder', 'promise', 'customer', 'call', 'member'])
    world.host.bus.publish({ ...gone, id: randomUUID(), noun, nounId: randomUUID() });
  const { ticketId } = await raise({ ...partner, customer });
  await told.until(({ ticketChanged }) => ticketChanged?.id === ticketId);
  expect(new Set(told.seen.map(({ data }) => data?.ticketChanged?.id))).toEqual(new Set([ticketId]));
  expect([...orders.seen, ...theirs.seen]).toEqual([]);
  await Promise.all([partner.hotline, rival.hotline].map((person) => person.leave()));
});
