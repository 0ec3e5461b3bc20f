import 'reflect-metadata';
import { customers } from '@landfall/customers/service';
import { identity } from '@landfall/identity/service';
import { openTemporaryDatabase, type TemporaryDatabase } from '@landfall/kit/database/temporary.database';
import { EventBus } from '@landfall/kit/event-bus/event-bus';
import { keepPromise, makePromise } from '@landfall/kit/ledger/service-promises';
import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import { createLog } from '@landfall/kit/log/log';
import { migrate } from '@landfall/kit/migration/migrate';
import { OutboxReader } from '@landfall/kit/outbox/outbox-reader';
import { Outside } from '@landfall/kit/outside/outside';
import { promiseTerms } from '@landfall/kit/promise/promise-terms';
import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import { Seals } from '@landfall/kit/seal/seals';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import { Context } from '@landfall/kit/service/context';
import { kit } from '@landfall/kit/service/kit.service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, parse } from 'graphql';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ledger } from './service.ts';

const services = [kit, identity, customers, ledger];
const log = createLog('silent');
const policy: ServicePolicy = {
  version: 3,
  contactHours: 16,
  onSiteHours: 24,
  clockMode: 'ELAPSED',
  timeZone: 'Asia/Shanghai',
  periods: [],
  calendar: 'CN',
};
let database: TemporaryDatabase;
let tenancy: Tenancy;
let owner: pg.Pool;
let run: ReturnType<typeof subgraphExecutor>;
const bus = new EventBus();
const statements: string[] = [];

let tenant: string;
let consultant: Viewer;
let supervisor: Viewer;
let huachang: string;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), services);
  owner = new pg.Pool({ connectionString: database.urlOf('migrator'), max: 1 });
  // The pool says it has ended before its connection has; the database may end in between.
  owner.on('error', () => undefined);
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: services.flatMap((service) => service.entities) });
  for (const login of ['desk', 'portal'] as const)
    tenancy.reader(login).onStatement = (_, text) => statements.push(text);
  run = subgraphExecutor(buildSubgraph(ledger), {});
});
afterAll(async () => {
  await tenancy.close();
  await owner.end();
  await database.close();
});
beforeEach(async () => {
  tenant = uuidv7();
  consultant = await member('李雷', 'service_consultant');
  supervisor = await member('王芳', 'area_supervisor');
  huachang = await company('华昌贸易有限公司');
  statements.length = 0;
});

async function member(name: string, role: string): Promise<Viewer> {
  const viewer: Viewer = { ...systemViewer(tenant, name), membershipId: uuidv7(), roles: [role] };
  await owner.query(
    `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name)
     values ($1, $2, $3, $4, '', $5, '{}', '{}', '')`,
    [tenant, viewer.membershipId, uuidv7(), name, [role]],
  );
  return viewer;
}

async function company(name: string): Promise<string> {
  const id = uuidv7();
  await owner.query(
    `insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address)
     values ($1, $2, $3, $4, '', '310115', '上海市 浦东新区', '')`,
    [tenant, id, id, name],
  );
  return id;
}

const portalOf = (customerId: string): Viewer => ({
  ...consultant,
  surface: 'portal',
  customers: [customerId],
  roles: ['key_user'],
});

const work = <T>(task: (unit: UnitOfWork) => Promise<T>): Promise<T> =>
  tenancy.work(systemViewer(tenant, 'test'), task);

async function promise(
  subject: string,
  since: string,
  ownerId: string | null = null,
  customerId = huachang,
): Promise<string> {
  const nounId = uuidv7();
  const terms = promiseTerms(policy, 'CONTACT', Temporal.Instant.from(since));
  await work(async (unit) => makePromise(unit, { noun: 'dispatchOrder', nounId, subject, customerId, ownerId, terms }));
  return nounId;
}

const documents = new Map<string, DocumentNode>();

function contextOf(viewer: Viewer, signal?: AbortSignal): Context {
  return new Context(
    { tenancy, bus, log, seals: new Seals('test'), outside: new Outside(true) },
    viewer,
    () => Promise.reject(new Error('nobody')),
    signal,
  );
}

async function ask<T>(viewer: Viewer, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  const result = (await run({ document, variables }, contextOf(viewer))) as {
    data?: T;
    errors?: readonly { extensions: { code?: string } }[];
  };
  if (result.errors) throw new Error(String(result.errors[0]?.extensions.code));
  return result.data as T;
}

interface Promises {
  promises: {
    nodes: {
      subject: string;
      ownerName: string | null;
      customerName: string;
      dueAt: string;
      derivation: { code: string }[];
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const PROMISES = `query ($mine: Boolean, $states: [PromiseState!], $first: Int, $after: String) {
  promises(mine: $mine, states: $states, first: $first, after: $after) {
    nodes { subject ownerName customerName dueAt state isProvisional derivation { code at minutes params { key value } } } pageInfo { hasNextPage endCursor } } }`;

const subjects = async (viewer: Viewer, variables = {}): Promise<string[]> =>
  (await ask<Promises>(viewer, PROMISES, variables)).promises.nodes.map((node) => node.subject);

test('what is owed comes by due time, with names and reasons, in one statement', async () => {
  await promise('D2', '2026-03-03T00:00:00Z', consultant.membershipId);
  await promise('D1', '2026-03-02T00:00:00Z');
  statements.length = 0;
  const { promises } = await ask<Promises>(supervisor, PROMISES);
  expect(statements).toHaveLength(1);
  expect(
    promises.nodes.map(({ subject, ownerName, customerName, dueAt }) => [subject, ownerName, customerName, dueAt]),
  ).toEqual([
    ['D1', null, '华昌贸易有限公司', '2026-03-02T16:00:00Z'],
    ['D2', '李雷', '华昌贸易有限公司', '2026-03-03T16:00:00Z'],
  ]);
  expect(promises.nodes[0]?.derivation.map((line) => line.code)).toEqual(['STARTED', 'COUNTED', 'DUE']);
});

test('a consultant owes their own, a supervisor what anybody owes; what is kept is owed no longer', async () => {
  await promise('D1', '2026-03-01T00:00:00Z');
  const own = await promise('D2', '2026-03-02T00:00:00Z', consultant.membershipId);
  expect(await subjects(consultant, { mine: true })).toEqual(['D2']);
  expect(await subjects(supervisor, { mine: true })).toEqual(['D1', 'D2']);
  await work((unit) => keepPromise(unit, own, 'CONTACT', Temporal.Instant.from('2026-03-02T01:00:00Z')));
  expect(await subjects(consultant, { mine: true })).toEqual([]);
  expect(await subjects(consultant, { mine: true, states: ['KEPT', 'RUNNING'] })).toEqual(['D2']);
});

test('pages follow each other without gap or repetition, read from the index alone', async () => {
  for (let day = 1; day <= 5; day += 1) await promise(`D${day}`, `2026-03-0${day}T00:00:00Z`);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { promises }: Promises = await ask<Promises>(supervisor, PROMISES, { first: 2, after });
    seen.push(...promises.nodes.map((node) => node.subject));
    after = promises.pageInfo.hasNextPage ? promises.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(['D1', 'D2', 'D3', 'D4', 'D5']);
  await owner.query(
    `insert into ledger.service_promise (tenant_id, id, kind, noun, noun_id, subject, customer_id, since, due_at, clock_mode, time_zone, policy_version, hours, derivation)
     select case when g % 10 = 0 then $1 else gen_random_uuid() end, gen_random_uuid(), 'CONTACT', 'dispatchOrder', gen_random_uuid(), 'D', gen_random_uuid(),
       now(), now() + g * interval '1 minute', 'ELAPSED', 'Asia/Shanghai', 1, 16, '[]' from generate_series(1, 5000) g`,
    [tenant],
  );
  await owner.query('vacuum analyze ledger.service_promise');
  const plan = await tenancy.reader('desk').query<{ 'QUERY PLAN': string }>(
    { login: 'desk', tenant },
    {
      text: `explain select p.subject, p.due_at, p.id, p.customer_id, p.owner_id from ledger.promise_card p
        where p.state = 'RUNNING' order by p.due_at, p.id limit 51`,
    },
  );
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Only Scan using service_promise_list_index/);
});

test('rival is shown no promise of ours, finds nothing of ours, and the portal may not ask for promises', async () => {
  await promise('D1', '2026-03-01T00:00:00Z');
  const rival = { ...supervisor, tenant: uuidv7() };
  expect(await subjects(rival)).toEqual([]);
  await expect(subjects(portalOf(huachang))).rejects.toThrow('NOT_FOUND');
});

const SEARCH = 'query ($text: String!) { search(text: $text) { noun id title subtitle } }';
const find = async (viewer: Viewer, text: string) =>
  (
    await ask<{ search: { noun: string; title: string; subtitle: string | null }[] }>(viewer, SEARCH, { text })
  ).search.map(({ noun, title, subtitle }) => [noun, title, subtitle]);

test('one text finds customers first, then tickets and visits, in one statement; a customer finds its own, a rival nothing', async () => {
  const other = await company('华昌物流');
  await work(async (unit) => {
    const tokens = (title: string) => tokensOf({ texts: [title, '华昌贸易有限公司'], passages: ['总账无法打印'] });
    await writeTokens(unit, {
      noun: 'ticket',
      id: uuidv7(),
      customerId: huachang,
      title: 'T2026-00007',
      subtitle: '总账无法打印',
      tokens: tokens('T2026-00007'),
    });
    await writeTokens(unit, {
      noun: 'customer',
      id: huachang,
      customerId: huachang,
      title: '华昌贸易有限公司',
      subtitle: 'C2026-00001',
      tokens: tokensOf({ texts: ['华昌贸易有限公司'] }),
    });
    await writeTokens(unit, {
      noun: 'customer',
      id: other,
      customerId: other,
      title: '华昌物流',
      tokens: tokensOf({ texts: ['华昌物流'] }),
    });
  });
  const hit = ['customer', '华昌贸易有限公司', 'C2026-00001'];
  const ticket = ['ticket', 'T2026-00007', '华昌贸易有限公司 · 总账无法打印'];
  statements.length = 0;
  expect(await find(consultant, '华昌')).toEqual([['customer', '华昌物流', null], hit, ticket]);
  expect(statements).toHaveLength(1);
  expect(await find(consultant, 'hcmy')).toEqual([hit, ticket]);
  expect(await find(consultant, '打印 7')).toEqual([ticket]);
  expect(await find(portalOf(huachang), '华昌')).toEqual([hit, ticket]);
  expect(await find(portalOf(other), '打印')).toEqual([]);
  expect(await find({ ...consultant, tenant: uuidv7() }, '华昌')).toEqual([]);
  expect(await find(consultant, ' ')).toEqual([]);
});

test('a changed promise is told to whom it concerns, read anew as them: not to another customer, not to rival', async () => {
  const outbox = new OutboxReader(
    tenancy.reader('worker'),
    (events) => {
      for (const event of events) bus.publish(event);
    },
    log,
    5,
  );
  await outbox.start();
  const ending = new AbortController();
  const document = parse('subscription { promiseChanged { subject state customerName } }');
  const hears = async ([viewer, last]: readonly [Viewer, string?]) => {
    const stream = (await run(
      { document, operationType: 'subscription' },
      contextOf(viewer, ending.signal),
    )) as AsyncIterable<{ data: { promiseChanged: { subject: string } } }>;
    const heard: string[] = [];
    const listening = (async () => {
      for await (const { data } of stream) {
        heard.push(data.promiseChanged.subject);
        if (data.promiseChanged.subject === last) return;
      }
    })();
    return { heard, listening };
  };
  const other = await company('远方实业');
  const rival = { ...consultant, tenant: uuidv7() };
  const listeners = await Promise.all(
    ([[consultant, 'LAST'], [portalOf(huachang), 'LAST'], [portalOf(other), 'D2'], [rival]] as const).map(hears),
  );
  while (bus.size < 4) await new Promise((resolve) => setImmediate(resolve));
  await promise('D1', '2026-03-01T00:00:00Z');
  await promise('D2', '2026-03-01T00:00:00Z', null, other);
  await promise('LAST', '2026-03-01T00:00:00Z');
  await Promise.all(listeners.slice(0, 3).map(({ listening }) => listening));
  expect(listeners.map(({ heard }) => heard)).toEqual([['D1', 'D2', 'LAST'], ['D1', 'LAST'], ['D2'], []]);
  ending.abort();
  await Promise.all(listeners.map(({ listening }) => listening));
  expect(bus.size).toBe(0);
  await outbox.stop();
});
