import 'reflect-metadata';
import { identity } from '@landfall/identity/service';
import { openTemporaryDatabase, type TemporaryDatabase } from '@landfall/kit/database/temporary.database';
import { EventBus } from '@landfall/kit/event-bus/event-bus';
import { createLog } from '@landfall/kit/log/log';
import { migrate } from '@landfall/kit/migration/migrate';
import { startConsumers } from '@landfall/kit/outbox/consumer-runner';
import { Context } from '@landfall/kit/service/context';
import { kit } from '@landfall/kit/service/kit.service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import fc from 'fast-check';
import { parse } from 'graphql';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCells } from './cell/compare-cells.ts';
import { contributionsConsumer, rebuild } from './contribution/contributions.consumer.ts';
import type { Figure } from './figure/figure.type.ts';
import { network } from './service.ts';

const services = [kit, identity, network];
const log = createLog('silent');
const headquarters: Viewer = {
  ...systemViewer(uuidv7(), ''),
  surface: 'hq',
  tenant: null,
  roles: ['hq_quality'],
  timeZone: 'Asia/Shanghai',
};
let database: TemporaryDatabase;
let tenancy: Tenancy;
let owner: pg.Pool;
let run: ReturnType<typeof subgraphExecutor>;
const statements: string[] = [];

/** Support's outcome card (architecture.md 7), without the rest of support behind it. */
const OUTCOMES = `create table support.outcome (tenant_id uuid, id uuid, customer_id uuid, product_line text, state text, received_at timestamptz,
    is_remote boolean, rating int, rated_at timestamptz, primary key (tenant_id, id));
  alter table support.outcome enable row level security;
  create policy outcome_desk on support.outcome to desk using (tenant_id = (select current_setting('app.tenant')::uuid));
  create policy outcome_owner on support.outcome to owner using (true);
  create view support.outcome_card with (security_invoker = true) as select * from support.outcome;
  grant select on support.outcome, support.outcome_card to desk`;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), services);
  owner = new pg.Pool({ connectionString: database.urlOf('migrator'), max: 1 });
  // The pool says it has ended before its connection has; the database may end in between.
  owner.on('error', () => undefined);
  await owner.query(OUTCOMES);
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: services.flatMap((service) => service.entities) });
  tenancy.reader('hq').onStatement = (_, text) => statements.push(text);
  run = subgraphExecutor(buildSubgraph(network), network.problems ?? {});
});
afterAll(async () => {
  await tenancy.close();
  await owner.end();
  await database.close();
});

async function partner(name = '华东软件', province = '上海市'): Promise<string> {
  const id = uuidv7();
  await owner.query(
    `insert into identity.partner (tenant_id, name, province_code, province_name, time_zone, calendar) values ($1, $2, '310000', $3, 'Asia/Shanghai', 'CN')`,
    [id, name, province],
  );
  return id;
}

/** What is known of a visit; what is left out keeps its usual value. */
interface Visit {
  id?: string;
  customer?: string;
  line?: 'KIS' | 'K3' | null;
  state?: string;
  received?: string;
  /** Hours from receipt to contact; null: not yet, 99: due time noted as passed. */
  contact?: number | 'broken' | null;
  onSite?: number | 'broken' | null;
  allowance?: number;
  rating?: number | null;
}

const RECEIVED = '2026-03-31T15:59:00Z';

/** Writes a visit as support and the ledger would leave it. */
async function put(tenant: string, visit: Visit): Promise<string> {
  const {
    id = uuidv7(),
    customer = uuidv7(),
    line = 'KIS',
    state = 'CONFIRMED',
    received = RECEIVED,
    allowance = 0,
    rating = null,
  } = visit;
  await owner.query(
    `insert into support.outcome (tenant_id, id, customer_id, product_line, state, received_at, is_remote, rating) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (tenant_id, id) do update set customer_id = $3, product_line = $4, state = $5, received_at = $6, is_remote = $7, rating = $8`,
    [tenant, id, customer, line, state, received, allowance > 0, rating],
  );
  await owner.query('delete from ledger.service_promise where tenant_id = $1 and noun_id = $2', [tenant, id]);
  for (const [kind, hours, done, extra] of [
    ['CONTACT', 16, visit.contact ?? null, 0],
    ['ON_SITE', 24, visit.onSite ?? null, allowance],
  ] as const) {
    const due = hours + extra;
    const kept = typeof done === 'number' ? done : null;
    await owner.query(
      `insert into ledger.service_promise (tenant_id, id, kind, state, noun, noun_id, subject, customer_id, since, due_at, kept_at, broken_at,
         clock_mode, time_zone, policy_version, hours, allowance_hours, derivation)
       select $1, $2, $3, $4, 'dispatchOrder', $5, 'D', $6, s, s + $7 * interval '1 hour', s + $8 * interval '1 hour',
         case when $9 then s + $7 * interval '1 hour' end, 'ELAPSED', 'Asia/Shanghai', 1, $10, $11, '[]' from (select $12::timestamptz as s) x`,
      [
        tenant,
        uuidv7(),
        kind,
        kept === null ? 'RUNNING' : 'KEPT',
        id,
        customer,
        due,
        kept,
        done === 'broken' || (kept ?? 0) > due,
        hours,
        extra,
        received,
      ],
    );
  }
  return id;
}

const event = (tenantId: string, nounId: string) => ({
  id: uuidv7(),
  tenantId,
  customerId: null,
  event: 'any',
  noun: 'dispatchOrder',
  nounId,
  ids: {},
});

const count = (tenant: string, id: string): Promise<void> =>
  tenancy.work(systemViewer(tenant, 'test'), (unit) => contributionsConsumer.handle(unit, event(tenant, id)));

async function add(tenant: string, visit: Visit): Promise<string> {
  const id = await put(tenant, visit);
  await count(tenant, id);
  return id;
}

const FIGURES = `query ($from: String, $until: String, $partnerId: ID, $line: ProductLine) {
  figures(from: $from, until: $until, partnerId: $partnerId, productLine: $line) { code unit target value numerator denominator enough
    trend { month value numerator denominator enough } byPartner { key name value numerator denominator enough rank }
    byProductLine { key value numerator denominator rank } cells { partnerId partnerName productLine month value numerator denominator enough }
    definition { numerator denominator exclusions minimum step } } }`;
const document = parse(FIGURES);

async function ask(variables: Record<string, unknown>, viewer = headquarters) {
  const context = new Context({ tenancy, bus: new EventBus(), log }, viewer, () => Promise.reject(new Error('nobody')));
  const result = (await run({ document, variables }, context)) as {
    data?: { figures: Figure[] };
    errors?: readonly { extensions: Record<string, unknown> }[];
  };
  return { figures: result.data?.figures ?? [], codes: (result.errors ?? []).map((error) => error.extensions.code) };
}

async function figure(tenant: string, code: string, more: Record<string, unknown> = {}): Promise<Figure> {
  const { figures } = await ask({ from: '2026-03', until: '2026-04', partnerId: tenant, ...more });
  const found = figures.find((one) => one.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
}

test('four customers are not enough data, five are; two visits of one customer are one customer', async () => {
  const tenant = await partner();
  const twice = uuidv7();
  for (const customer of [twice, twice, undefined, undefined, undefined]) await add(tenant, { customer, contact: 10 });
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({
    enough: false,
    value: null,
    numerator: null,
    denominator: null,
  });
  await add(tenant, { contact: 17 });
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({
    enough: true,
    value: 5 / 6,
    numerator: 5,
    denominator: 6,
  });
  expect(await compareCells(tenancy, tenant)).toEqual([]);
});

test('a cell below the minimum is in no sum: a whole minus what is shown never gives it away', async () => {
  const tenant = await partner();
  for (let i = 0; i < 6; i += 1) await add(tenant, { contact: 1, line: 'KIS' });
  for (let i = 0; i < 3; i += 1) await add(tenant, { contact: 'broken', line: 'K3' });
  const whole = await figure(tenant, 'CONTACTED_IN_TIME');
  expect(whole).toMatchObject({ numerator: 6, denominator: 6 });
  expect(whole.trend).toEqual([
    { month: '2026-03', value: 1, numerator: 6, denominator: 6, enough: true },
    { month: '2026-04', value: null, numerator: null, denominator: null, enough: false },
  ]);
  expect(whole.cells.map(({ productLine, denominator }) => [productLine, denominator])).toEqual([
    ['K3', null],
    ['KIS', 6],
  ]);
});

test('the month is the one the order was received in where the partner is', async () => {
  const tenant = await partner();
  for (let i = 0; i < 5; i += 1) await add(tenant, { contact: 1, received: '2026-03-31T16:00:00Z' });
  expect((await figure(tenant, 'CONTACTED_IN_TIME')).trend.map((point) => point.denominator)).toEqual([null, 5]);
});

test('an allowance for a remote place is counted apart, what is undecided or cancelled not at all', async () => {
  const tenant = await partner();
  for (let i = 0; i < 5; i += 1) {
    await add(tenant, { contact: 1, onSite: 30, allowance: 8 });
    await add(tenant, { contact: 1, onSite: 25 });
    await add(tenant, { contact: null, onSite: null });
    await add(tenant, { contact: 'broken', onSite: 'broken', state: 'CANCELLED' });
  }
  expect(await figure(tenant, 'ON_SITE_IN_TIME')).toMatchObject({ numerator: 0, denominator: 5 });
  expect(await figure(tenant, 'ON_SITE_REMOTE_IN_TIME')).toMatchObject({ numerator: 5, denominator: 5 });
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 10, denominator: 10 });
});

test('satisfaction moves in steps of five new customers only', async () => {
  const tenant = await partner();
  const told: (number | null)[] = [];
  const first = uuidv7();
  for (const [i, rating] of [5, 4, 3, 5, 5, 1, 1, 1, 1, 1, 5].entries()) {
    await add(tenant, { rating, customer: i === 0 ? first : undefined });
    told.push((await figure(tenant, 'SATISFACTION_MEAN')).value);
  }
  expect(told).toEqual([null, null, null, null, 4.4, 4.4, 4.4, 4.4, 4.4, 2.7, 2.7]);
  await add(tenant, { rating: 1, customer: first });
  expect(await figure(tenant, 'SATISFIED_SHARE')).toMatchObject({ numerator: 4, denominator: 10 });
  expect(await compareCells(tenancy, tenant)).toEqual([]);
});

test('a correction of a rating is not told before the next step, and a disputed record counts no longer', async () => {
  const tenant = await partner();
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await add(tenant, { rating: 5 }));
  for (const id of ids.slice(0, 2)) {
    await put(tenant, { id, rating: 1, state: 'DISPUTED' });
    await count(tenant, id);
  }
  expect(await figure(tenant, 'SATISFACTION_MEAN')).toMatchObject({ value: 5, denominator: 5 });
  for (let i = 0; i < 7; i += 1) await add(tenant, { rating: 4 });
  expect(await figure(tenant, 'SATISFACTION_MEAN')).toMatchObject({ numerator: 43, denominator: 10 });
  expect(await compareCells(tenancy, tenant)).toEqual([]);
});

test('what is taken back leaves no trace: a visit moved, changed or cancelled late counts where it belongs', async () => {
  const tenant = await partner();
  for (let i = 0; i < 5; i += 1) await add(tenant, { contact: 1 });
  const before = await figure(tenant, 'CONTACTED_IN_TIME');
  const customer = uuidv7();
  const id = await add(tenant, { customer, contact: 'broken' });
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 5, denominator: 6 });
  await put(tenant, { id, customer, contact: 2, line: 'K3' });
  await count(tenant, id);
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 5, denominator: 5 });
  await put(tenant, { id, customer, contact: 2, line: 'K3', state: 'CANCELLED' });
  await count(tenant, id);
  expect(await figure(tenant, 'CONTACTED_IN_TIME')).toEqual(before);
});

test('an event handled twice counts once, and a rival’s events move nothing', async () => {
  const [tenant, rival] = [await partner(), await partner('对手软件')];
  let id = '';
  for (let i = 0; i < 5; i += 1) id = await add(tenant, { contact: 1, onSite: 2, rating: 5 });
  const before = await figure(tenant, 'CONTACTED_IN_TIME');
  await count(tenant, id);
  for (let i = 0; i < 6; i += 1) await add(rival, { contact: 'broken', rating: 1 });
  // A rival naming our order counts nothing: it isn't there for it.
  await count(rival, id);
  const after = await figure(tenant, 'CONTACTED_IN_TIME');
  expect({ ...after, byPartner: [] }).toEqual({ ...before, byPartner: [] });
  expect(after.byPartner.find((group) => group.key === tenant)).toMatchObject({ numerator: 5, denominator: 5 });
  expect(await figure(rival, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 0, denominator: 6 });
  expect([await compareCells(tenancy, tenant), await compareCells(tenancy, rival)]).toEqual([[], []]);
});

test('through the outbox, headquarters is told of a figure only when what it can read has changed', async () => {
  const tenant = await partner();
  const consumers = await startConsumers({ tenancy, services: [network], log });
  tenancy.whenCommitted(() => consumers.wake());
  const told = async (): Promise<number> => {
    await consumers.idle();
    const { rows } = await owner.query(
      `select 1 from kit.outbox_event where tenant_id = $1 and event = 'figureChanged'`,
      [tenant],
    );
    return rows.length;
  };
  const happens = async (visit: Visit): Promise<void> => {
    const id = await put(tenant, visit);
    await tenancy.work(systemViewer(tenant, 'test'), async (unit) =>
      unit.announce({ event: 'promiseKept', noun: 'promise', id: uuidv7(), ids: { dispatchOrder: id } }),
    );
  };
  for (let i = 0; i < 4; i += 1) await happens({ contact: 1 });
  expect(await told()).toBe(0);
  await happens({ contact: 1 });
  expect(await told()).toBe(1);
  await happens({ contact: null });
  expect(await told()).toBe(1);
  await happens({ contact: 'broken' });
  expect(await told()).toBe(2);
  await consumers.stop();
});

const anyVisit = fc.record({
  order: fc.nat(11),
  customer: fc.nat(8),
  line: fc.constantFrom('KIS', 'K3', null),
  state: fc.constantFrom('RECEIVED', 'CONFIRMED', 'CONFIRMED', 'DISPUTED', 'CANCELLED'),
  received: fc.constantFrom(RECEIVED, '2026-03-31T16:00:00Z'),
  contact: fc.constantFrom(1, 17, 'broken', null),
  onSite: fc.constantFrom(2, 25, 'broken', null),
  allowance: fc.constantFrom(0, 0, 8),
  rating: fc.constantFrom(null, 1, 3, 4, 5),
});

test('whatever happens in whatever order, counting event by event comes to what counting everything anew comes to', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyVisit, { minLength: 8, maxLength: 30 }), async (visits) => {
      const [stepwise, atOnce] = [await partner(), await partner()];
      const orders = Array.from({ length: 12 }, () => [uuidv7(), uuidv7()] as const);
      const customers = Array.from({ length: 9 }, () => uuidv7());
      for (const { order, customer, ...visit } of visits) {
        const [id, twin] = orders[order] as [string, string];
        const what = { ...visit, customer: customers[customer] } as Visit;
        await add(stepwise, { ...what, id });
        await put(atOnce, { ...what, id: twin });
      }
      await tenancy.work(systemViewer(atOnce, 'test'), rebuild);
      expect([await compareCells(tenancy, stepwise), await compareCells(tenancy, atOnce)]).toEqual([[], []]);
      const cells = (tenant: string) =>
        owner.query(
          `select figure, product_line, month, numerator, denominator, customers, case when figure like 'SATIS%' then null else published_numerator end as p
           from network.tenant_cell where tenant_id = $1 and denominator > 0 order by 1, 2, 3`,
          [tenant],
        );
      expect((await cells(stepwise)).rows).toEqual((await cells(atOnce)).rows);
      const published = async () =>
        (await owner.query('select * from network.published_cell where partner_id = $1 order by 2, 3, 4', [stepwise]))
          .rows;
      const before = await published();
      await tenancy.work(systemViewer(stepwise, 'test'), rebuild);
      expect(await published()).toEqual(before);
    }),
    { numRuns: 12 },
  );
});

test('three thousand visits are counted anew within one transaction, and the comparison finds a planted mistake', async () => {
  const tenant = await partner();
  await owner.query(
    `with o as (insert into support.outcome select $1, gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((g % 200)::text, 12, '0'))::uuid,
         case when g % 3 = 0 then 'K3' else 'KIS' end, 'CONFIRMED', timestamptz '2026-03-01' - g * interval '3 hours', false, 1 + g % 5, now()
         from generate_series(1, 3000) g returning *)
     insert into ledger.service_promise (tenant_id, id, kind, state, noun, noun_id, subject, customer_id, since, due_at, kept_at, clock_mode, time_zone, policy_version, hours, derivation)
     select tenant_id, gen_random_uuid(), k, 'KEPT', 'dispatchOrder', id, 'D', customer_id, received_at, received_at + interval '16 hours', received_at, 'ELAPSED', 'Asia/Shanghai', 1, 16, '[]'
     from o cross join (values ('CONTACT'), ('ON_SITE')) v (k)`,
    [tenant],
  );
  expect(await tenancy.work(systemViewer(tenant, 'test'), rebuild)).toBeGreaterThan(40);
  expect(await compareCells(tenancy, tenant)).toEqual([]);
  await owner.query(
    `update network.published_cell set value = value + 1e-12 where partner_id = $1 and figure = 'SATISFACTION_MEAN' and month = '2026-01' and product_line = 'KIS'`,
    [tenant],
  );
  expect(await compareCells(tenancy, tenant)).toMatchObject([
    { what: 'published cell', figure: 'SATISFACTION_MEAN', month: '2026-01' },
  ]);
});

test('figures are read in two statements, from published cells alone, with every month, and name no case and no customer', async () => {
  const tenant = await partner('华南软件', '广东省');
  const customers = Array.from({ length: 6 }, () => uuidv7());
  const ids = await Promise.all(
    customers.map((customer) => put(tenant, { customer, contact: 1, onSite: 1, rating: 5 })),
  );
  await tenancy.work(systemViewer(tenant, 'test'), rebuild);
  statements.length = 0;
  const { figures } = await ask({ from: '2025-11', until: '2026-11' });
  expect(statements).toHaveLength(2);
  expect(statements.join()).not.toMatch(/contribution|tenant_cell|support\.|ledger\.|customers\./);
  expect(figures.map((one) => one.code)).toEqual([
    'CONTACTED_IN_TIME',
    'ON_SITE_IN_TIME',
    'ON_SITE_REMOTE_IN_TIME',
    'SATISFACTION_MEAN',
    'SATISFIED_SHARE',
  ]);
  for (const one of figures) {
    expect(one.trend.map((point) => point.month)).toEqual([
      '2025-11',
      '2025-12',
      ...Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
    ]);
    const ranks = one.byPartner.flatMap((group) => group.rank ?? []);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(one.byPartner.filter((group) => !group.enough).every((group) => group.rank === null)).toBe(true);
  }
  const text = JSON.stringify(figures);
  for (const secret of [...customers, ...ids]) expect(text).not.toContain(secret);
  expect((await ask({})).figures[0]?.trend).toHaveLength(13);
});

test('a range that can’t be and a partner that isn’t there are refused; nobody but headquarters may ask', async () => {
  expect((await ask({ from: '2026-13' })).codes).toEqual(['INVALID']);
  expect((await ask({ from: '2026-05', until: '2026-04' })).codes).toEqual(['INVALID']);
  expect((await ask({ partnerId: uuidv7() })).codes).toEqual(['NOT_FOUND']);
  expect((await ask({ partnerId: 'x' })).codes).toEqual(['NOT_FOUND']);
  expect((await ask({}, systemViewer(await partner(), 'test'))).codes).toEqual(['NOT_FOUND']);
});

test('headquarters’ login reads published cells and partners, and nothing else of anybody; a partner writes its own only', async () => {
  const [tenant, rival] = [await partner(), await partner()];
  for (let i = 0; i < 5; i += 1) await add(rival, { contact: 1 });
  const hq = new pg.Client(database.urlOf('hq'));
  await hq.connect();
  for (const table of [
    'network.contribution',
    'network.tenant_cell',
    'support.outcome',
    'ledger.service_promise',
    'identity.partner',
    'kit.outbox_event',
  ]) {
    await expect(hq.query(`select 1 from ${table}`), table).rejects.toThrow(/permission denied/);
  }
  await expect(hq.query('delete from network.published_cell')).rejects.toThrow(/permission denied/);
  expect((await hq.query('select 1 from network.published_cell where partner_id = $1', [rival])).rows).toHaveLength(1);
  await hq.end();
  const { reader, scope } = tenancy.source(systemViewer(tenant, 'test'));
  expect(
    await reader.query(scope, {
      text: 'select 1 from network.published_cell union all select 1 from network.contribution',
    }),
  ).toEqual([]);
  const forge = `insert into network.published_cell (partner_id, figure, product_line, month) values ('${rival}', 'CONTACTED_IN_TIME', 'K3', '2026-03')`;
  await expect(reader.query(scope, { text: forge })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
