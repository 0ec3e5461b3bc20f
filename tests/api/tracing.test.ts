import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { loginUrl } from '@landfall/kit/database/logins';
import { createLog } from '@landfall/kit/log/log';
import { startTracing } from '@landfall/kit/tracing/start-tracing';
import { tracing } from '@landfall/kit/tracing/tracing';
import { tracingSettings } from '@landfall/kit/tracing/tracing-settings';
import { publicKeyText, signingKey } from '@landfall/kit/viewer/viewer-token';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Arrived, Collector } from '../kit/collector.ts';
import { freePort } from '../kit/copy.ts';
import { SECRET } from '../kit/database.setup.ts';
import { hire, makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import { pageOperation } from '../kit/page-operations.ts';
import type { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { dispatch, raise } from '../kit/story.ts';
import { startWorld, type World } from '../kit/world.ts';

const lines: string[] = [];
let collector: Collector;
let traces: { stop(): Promise<void> };
let world: World;
let notifications: ChildProcess;

/** Everything in this process, but what tells people in one of its own: both trace to one collector. */
beforeAll(async () => {
  collector = await Collector.open();
  Object.assign(process.env, collector.environment);
  const settings = tracingSettings(process.env, 'landfall-gateway');
  if (!settings) throw new Error('nothing is traced');
  traces = await startTracing(settings, createLog('silent'));
  const port = await freePort();
  world = await startWorld({
    serviceUrls: { notifications: `http://127.0.0.1:${port}/graphql` },
    log: createLog('trace', { write: (line) => void lines.push(line) }),
  });
  const adminUrl = inject('adminUrl');
  const urls = (['desk', 'portal'] as const).map((login) => [
    `DATABASE_URL_${login.toUpperCase()}`,
    loginUrl(adminUrl, login, SECRET),
  ]);
  const main = resolve('services/notifications/src/main.ts');
  notifications = spawn(process.execPath, ['--import', '@oxc-node/core/register', main], {
    env: {
      ...process.env,
      ...Object.fromEntries(urls),
      DATABASE_URL: adminUrl,
      SECRET,
      GATEWAY_KEY: publicKeyText(signingKey(SECRET)),
      GATEWAY_URL: `${world.url}/graphql`,
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready) => notifications.stdout?.once('data', () => ready()));
});
afterAll(async () => {
  notifications.kill('SIGTERM');
  await world.close();
  await traces.stop();
  collector.close();
});

/** A page that asks: its own span is what the request says it is part of. */
async function asPage(person: Person, operation: string, variables: object): Promise<{ traceId: string; data: never }> {
  const traceId = crypto.randomUUID().replaceAll('-', '');
  const body = { documentId: pageOperation(operation), variables };
  const answer = await person.post(body, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
  const { data } = (await answer.json()) as { data: never };
  return { traceId, data };
}

/** A span of a trace, once it has arrived. */
async function arrived(traceId: string, fits: (span: Arrived) => boolean): Promise<Arrived> {
  await expect.poll(() => collector.trace(traceId).some(fits), { timeout: 15_000 }).toBe(true);
  return collector.trace(traceId).find(fits) as Arrived;
}

test('what a page asks is one trace down to the statement, here and in another process; a rival’s has nothing of it', async () => {
  const [partner, rival] = [await makeOrganisation(world, '上海甲软件'), await makeOrganisation(world, '广州乙软件')];
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  const other = await hire(rival, '钱热线', ['hotline_consultant']);
  const list = await asPage(hotline, 'TicketList', {});
  const read = await arrived(list.traceId, ({ name }) => name === 'select support.ticket');
  expect(read).toMatchObject({
    service: 'landfall-gateway',
    kind: 3,
    facts: { 'db.system.name': 'postgresql', 'db.response.returned_rows': 0, 'landfall.login': 'desk' },
  });
  await arrived(list.traceId, ({ name }) => name === 'POST /graphql');
  expect(collector.above(read)).toEqual(['subgraph support', 'query TicketList', 'POST /graphql']);
  const request = await arrived(list.traceId, ({ name }) => name === 'POST /graphql');
  expect(request).toMatchObject({
    parentSpanId: '00f067aa0ba902b7',
    kind: 2,
    facts: { 'http.route': '/graphql', 'http.response.status_code': 200, 'landfall.tenant': partner.tenant },
  });
  expect(lines.some((line) => line.includes('"request"') && line.includes(`"traceId":"${list.traceId}"`))).toBe(true);

  const inbox = await asPage(hotline, 'InboxCount', {});
  const far = await arrived(
    inbox.traceId,
    ({ service, name }) => service === 'landfall-notifications' && name.startsWith('select'),
  );
  await arrived(inbox.traceId, ({ service, name }) => service === 'landfall-gateway' && name === 'POST /graphql');
  expect(collector.above(far)).toEqual([
    'POST /graphql',
    'subgraph notifications',
    'query InboxCount',
    'POST /graphql',
  ]);

  const theirs = await asPage(other, 'TicketList', {});
  await arrived(theirs.traceId, ({ name }) => name === 'POST /graphql');
  expect(JSON.stringify(collector.trace(theirs.traceId))).not.toContain(partner.tenant);
});

test('what follows from a change is part of its trace: the transaction, what other processes do about it, what is told live', async () => {
  const partner = await makeOrganisation(world, '上海甲软件');
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  await hire(partner, '李主管', ['area_supervisor']);
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  const { ticketId } = await raise({ hotline, customer: { ...customer, person: hotline } });
  const rival = await hire(await makeOrganisation(world, '广州乙软件'), '钱热线', ['hotline_consultant']);
  const [told, nothing] = [
    await hotline.listenAs('TicketPageChanged', { id: ticketId }),
    await rival.listen('subscription { ticketChanged { id } }'),
  ];
  await expect.poll(() => world.host.bus.size).toBeGreaterThan(1);
  const { traceId } = await asPage(hotline, 'DispatchTicket', { input: { ticketId } });
  await arrived(traceId, ({ name }) => name === 'POST /graphql');
  // What hears of it writes too, in transactions of its own; whose spans arrive first is chance.
  const write = await arrived(
    traceId,
    (span) => span.name === 'insert kit.outbox_event' && collector.above(span)[1] === 'subgraph support',
  );
  expect(collector.above(write)).toEqual([
    'transaction',
    'subgraph support',
    'mutation DispatchTicket',
    'POST /graphql',
  ]);
  const done = await arrived(
    traceId,
    ({ service, name }) => service === 'landfall-notifications' && name === 'process dispatchOrderReceived',
  );
  expect(done.kind).toBe(5);
  expect(done.links).toMatchObject([{ traceId, spanId: done.parentSpanId }]);
  const delivery = await arrived(traceId, ({ name }) => name === 'deliver ticketChanged');
  expect(collector.trace(traceId).some(({ parentSpanId }) => parentSpanId === delivery.spanId)).toBe(true);
  // The page hears which span it was, so that what it shows is part of it.
  await expect.poll(() => JSON.stringify(told.seen)).toContain(`00-${traceId}-${delivery.spanId}-01`);
  expect(nothing.seen).toEqual([]);
  await Promise.all([hotline.leave(), rival.leave()]);
  // What polls is nobody's trace.
  expect(collector.spans.filter(({ facts, parentSpanId }) => facts['db.system.name'] && !parentSpanId)).toEqual([]);
});

test('no span holds a value of anybody: names, numbers, addresses, what is looked for, variables, secrets', async () => {
  const planted = `PLANTED${crypto.randomUUID().replaceAll('-', '')}`;
  const mobile = '13917004242';
  const partner = await makeOrganisation(world, `上海${planted}`);
  const hotline = await hire(partner, planted, ['hotline_consultant', 'partner_admin']);
  const customer = await makeCustomer(partner, `${planted}有限公司`);
  const { ticketId } = await raise({ hotline, customer: { ...customer, mobile, person: hotline } });
  await dispatch(hotline, ticketId, { outOfTermReason: planted });
  const cookie = { cookie: `landfall=${hotline.token}` };
  const json = { 'content-type': 'application/json' };
  const asked = [
    hotline.post({ documentId: pageOperation('TicketList'), variables: { search: planted } }),
    hotline.post({ documentId: pageOperation('CallerSearch'), variables: { search: mobile } }),
    hotline.post({ documentId: planted, operationName: planted }),
    hotline.post({
      query: `query ${planted} { tickets(search: "${planted}") { nodes { id } } }`,
      operationName: planted,
    }),
    hotline.post({ query: `{ ${planted} }`, variables: { [planted]: planted } }),
    hotline.post({ query: 'query ($id: ID!) { ticket(id: $id) { id } }', variables: { id: planted } }),
    hotline.post(
      { query: '{ viewer { name } }' },
      { traceparent: planted, tracestate: `a=${planted}`, baggage: planted },
    ),
    hotline.post({
      documentId: pageOperation('InviteStaff'),
      variables: { people: [{ email: `${planted}@example.cn`, name: planted, roles: ['hotline_consultant'] }] },
    }),
    fetch(`${world.url}/auth/sign-in`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email: `${planted}@example.cn`, password: planted }),
    }),
    ...[
      `/auth/invitation/${planted}`,
      `/reset-password?token=${planted}`,
      `/files/logo/${planted}`,
      `/${planted}/${mobile}?q=${planted}`,
      `/auth/sso/start/${planted}`,
    ].map((path) => fetch(world.url + path, { headers: { ...cookie, 'user-agent': planted, referer: planted } })),
    tell(
      spansOf(
        { kind: 'shown', about: planted },
        { kind: 'load', about: `/${planted}` },
        { kind: 'navigation', about: `/customers/${mobile}` },
      ),
      planted,
    ),
  ];
  for (const answer of await Promise.all(asked)) expect(answer.status).toBeLessThan(500);
  const { traceId } = await asPage(hotline, 'TicketList', {});
  await arrived(traceId, ({ name }) => name === 'POST /graphql');
  const all = collector.texts.join('\n');
  expect(all.toLowerCase()).not.toContain(planted.toLowerCase());
  for (const secret of [mobile, hotline.token, '月末结账']) expect(all).not.toContain(secret);
  // The search finds what is there.
  expect(all).toContain(partner.tenant);
});

/** What a page tells: spans a second long, that began two seconds ago. */
function spansOf(...spans: object[]): string {
  const each = { trace: 'a'.repeat(32), id: 'b'.repeat(16), start: Date.now() - 2000, ms: 1000 };
  return JSON.stringify({ now: Date.now(), spans: spans.map((span) => ({ ...each, ...span })) });
}

function tell(body: string, userAgent = 'page', headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${world.url}/_traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent, ...headers },
    body,
  });
}

test('pages hand over spans of words we know, few and small; anything else is refused or left out', async () => {
  const trace = crypto.randomUUID().replaceAll('-', '');
  const known = { kind: 'shown', about: 'TicketPageChanged', trace, parent: 'c'.repeat(16) };
  const wrong = [
    { ...known, about: 'SomebodysOwn' },
    { ...known, kind: 'secret' },
    { ...known, kind: 'load', about: '/customers/13917004242' },
    { ...known, ms: 1e9 },
    { ...known, start: 0 },
    { ...known, id: 'x' },
    null,
  ];
  expect(
    (await tell(spansOf(...(wrong as object[]), known, { ...known, kind: 'load', about: '/(desk)/tickets/[id]' })))
      .status,
  ).toBe(204);
  const span = await arrived(trace, ({ name }) => name === 'show TicketPageChanged');
  expect(span).toMatchObject({ service: 'landfall-web', parentSpanId: 'c'.repeat(16) });
  expect(
    collector
      .trace(trace)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['load /(desk)/tickets/[id]', 'show TicketPageChanged']);
  expect((await tell(spansOf({ kind: 'x'.repeat(40_000) }))).status).toBe(413);
  expect((await tell('{')).status).toBe(400);
  expect((await tell(spansOf(), 'page', { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  const many = await Promise.all(Array.from({ length: 70 }, () => tell(spansOf())));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([204, 429]));
});

test('a collector that takes nothing costs spans and nothing else, and holds up nobody’s end', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((open) => silent.once('listening', open));
  const mine = tracing.tracer;
  const env = {
    ...process.env,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  };
  const settings = tracingSettings({ ...env, OTEL_BSP_MAX_QUEUE_SIZE: '20' }, 'x');
  Object.assign(process.env, env);
  const own = await startTracing(settings as never, createLog('silent'));
  Object.assign(process.env, collector.environment);
  try {
    for (let i = 0; i < 10_000; i++) tracing.tracer?.begin('nobody sees it').end();
    const elapsed = stopwatch();
    await own.stop();
    expect(elapsed()).toBeLessThan(2000);
  } finally {
    tracing.tracer = mine;
    silent.closeAllConnections();
    silent.close();
  }
});
