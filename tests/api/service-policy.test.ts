import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test as base } from '../kit/fixtures.ts';
import { ALWAYS, appoint, hire, makeOrganisation } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise } from '../kit/story.ts';

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '17:00' }));
const LIST = `{ servicePolicies { id policyVersion state validFrom validUntil contactHours clockMode periods { weekday from until } note } }`;
const ADD = `mutation ($input: ServicePolicyInput!, $key: ID) { addServicePolicy(input: $input, idempotencyKey: $key) { id policyVersion state validFrom } }`;
const WITHDRAW = 'mutation ($id: ID!) { withdrawServicePolicy(id: $id) { id state } }';
const PREVIEW = `query ($input: ServicePolicyInput!) { servicePolicyPreview(input: $input) { contact { promises lateBefore lateAfter } isCut looser
  open { subject kind dueBefore dueAfter derivation { code } } examples { weekday since contactAfter onSiteAfter contactBefore } } }`;
const FLOOR =
  'mutation ($input: PolicyFloorInput!) { addPolicyFloor(input: $input) { id floorVersion contactHours validFrom } }';
const PROMISES = `query { promises(first: 50) { nodes { subject kind dueAt hours clockMode derivation { code date params { key value } } } } }`;

interface Version {
  id: string;
  policyVersion: number;
  state: string;
  validFrom: string;
  validUntil: string | null;
  contactHours: number;
}
interface Promised {
  subject: string;
  kind: string;
  dueAt: string;
  hours: number;
  derivation: { code: string; date: string | null }[];
}

const test = base
  .extend('boss', ({ partner }): Promise<Person> => hire(partner, '钱总', ['partner_admin']))
  .extend('admin', ({ world }): Promise<Person> => appoint(world, ['hq_admin']));

const today = () => Temporal.Now.zonedDateTimeISO('Asia/Shanghai').toPlainDate();
const day = (days: number) => today().add({ days }).toString();
const input = (change: object = {}) => ({
  validFrom: day(10),
  ...{ clockMode: 'WORKDAY', contactHours: 12, onSiteHours: 20, periods: WEEK },
  ...change,
});
const versionsOf = async (boss: Person): Promise<Version[]> =>
  (await boss.get<{ servicePolicies: Version[] }>(LIST)).servicePolicies;
const add = async (boss: Person, change: object = {}): Promise<Version> =>
  (await boss.get<{ addServicePolicy: Version }>(ADD, { input: input(change) })).addServicePolicy;
const promised = async (person: Person): Promise<Promised[]> =>
  (await person.get<{ promises: { nodes: Promised[] } }>(PROMISES)).promises.nodes;

test('a version begins on its day, is withdrawn before it and not after, and nothing that was promised changes with it', async ({
  world,
  partner,
  boss,
  customer,
  rival,
}) => {
  const { ticketId } = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, ticketId);
  const before = await promised(partner.hotline);
  const toCome = await add(boss, { note: '一月起' });
  expect(toCome).toMatchObject({ policyVersion: 2, state: 'TO_COME' });
  expect(Temporal.Instant.from(toCome.validFrom).toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString()).toBe(
    '00:00:00',
  );
  expect((await versionsOf(boss)).map(({ state }) => state)).toEqual(['TO_COME', 'IN_FORCE']);
  await boss.get(WITHDRAW, { id: toCome.id });
  expect((await versionsOf(boss)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'IN_FORCE']);
  const now = await add(boss, { validFrom: null, contactHours: 4 });
  expect(now).toMatchObject({ policyVersion: 3, state: 'IN_FORCE' });
  expect(await boss.codeOf(WITHDRAW, { id: now.id })).toBe('CONFLICT');
  expect(await promised(partner.hotline)).toEqual(before);
  const again = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, again.ticketId);
  const contact = (await promised(partner.hotline)).filter(({ kind }) => kind === 'CONTACT');
  expect(contact.map(({ hours }) => hours).sort()).toEqual([16, 4]);
  // Headquarters is told what the partner promises, and no customer of it.
  await world.host.consumers.idle();
  await world.host.consumers.idle();
  const { rows } = await world.owner.query(
    'select policy_version, withdrawn_at is not null as gone from network.published_policy where partner_id = $1 order by 1',
    [partner.tenant],
  );
  expect(rows).toEqual([
    { policy_version: 1, gone: false },
    { policy_version: 2, gone: true },
    { policy_version: 3, gone: false },
  ]);
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  expect((await versionsOf(stranger)).map(({ policyVersion }) => policyVersion)).toEqual([1]);
  expect(await stranger.codeOf(WITHDRAW, { id: toCome.id })).toBe('NOT_FOUND');
  expect(await partner.hotline.codeOf(LIST)).toBe('FORBIDDEN');
});

test('looser than the floor, a day that is over, hours that overlap or go backwards are refused at their field; the same intent twice is one version', async ({
  boss,
  rival,
}) => {
  const refused = async (change: object) => {
    const { errors } = await boss.ask(ADD, { input: input(change) });
    const { code, fields, reason } = errors?.[0]?.extensions ?? {};
    return `${code} ${fields?.join(',')} ${reason}`;
  };
  expect(await refused({ contactHours: 17, onSiteHours: 25 })).toBe('INVALID contactHours,onSiteHours policy.looser');
  expect(await refused({ clockMode: 'BUSINESS', periods: WEEK.slice(0, 2) })).toBe('INVALID periods policy.looser');
  expect(await refused({ validFrom: day(0) })).toBe('INVALID validFrom policy.past');
  expect(await refused({ validFrom: day(-3) })).toBe('INVALID validFrom policy.past');
  expect(await refused({ validFrom: day(800) })).toBe('INVALID validFrom policy.tooFar');
  expect(await refused({ periods: [...WEEK, { weekday: 1, from: '16:00', until: '18:00' }] })).toBe(
    'INVALID periods hours.overlap',
  );
  expect(await refused({ periods: [{ weekday: 1, from: '22:00', until: '02:00' }] })).toBe(
    'INVALID periods hours.backwards',
  );
  expect(await refused({ periods: [] })).toMatch(/^INVALID periods/);
  expect(await refused({ contactHours: 0 })).toMatch(/^INVALID contactHours/);
  const key = randomUUID();
  const once = { input: input(), key };
  const [a, b] = [
    await boss.get<{ addServicePolicy: Version }>(ADD, once),
    await boss.get<{ addServicePolicy: Version }>(ADD, once),
  ];
  expect(a.addServicePolicy.id).toBe(b.addServicePolicy.id);
  expect(await refused({})).toBe('INVALID validFrom policy.sameDay');
  expect(await rival.hotline.codeOf(ADD, { input: input() })).toBe('FORBIDDEN');
});

test('the preview works out what happened and an order on Friday at 16:00 under the new terms, and keeps nothing', async ({
  partner,
  boss,
  customer,
  rival,
}) => {
  const { ticketId } = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, ticketId);
  const { servicePolicyPreview: preview } = await boss.get<{
    servicePolicyPreview: {
      contact: { promises: number; lateBefore: number; lateAfter: number };
      looser: string[];
      open: { kind: string; dueBefore: string; dueAfter: string; derivation: { code: string }[] }[];
      examples: { weekday: number; since: string; contactAfter: string; onSiteAfter: string }[];
    };
  }>(PREVIEW, { input: input({ clockMode: 'ELAPSED', contactHours: 1, onSiteHours: 24 }) });
  expect(preview.contact).toEqual({ promises: 1, lateBefore: 0, lateAfter: 0 });
  expect(preview.looser).toEqual([]);
  const contact = preview.open.find(({ kind }) => kind === 'CONTACT');
  expect(Date.parse(contact?.dueAfter ?? '')).toBeLessThan(Date.parse(contact?.dueBefore ?? ''));
  expect(contact?.derivation.at(-1)?.code).toBe('DUE');
  const local = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai');
  const friday = preview.examples.find(({ weekday }) => weekday === 5);
  expect(local(friday?.since ?? '').hour).toBe(16);
  expect(
    local(friday?.contactAfter ?? '')
      .toPlainTime()
      .toString(),
  ).toBe('17:00:00');
  expect(local(friday?.onSiteAfter ?? '').dayOfWeek).toBe(6);
  expect(await versionsOf(boss)).toHaveLength(1);
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  const theirs = await stranger.get<{ servicePolicyPreview: { open: unknown[]; contact: { promises: number } } }>(
    PREVIEW,
    {
      input: input(),
    },
  );
  expect(theirs.servicePolicyPreview).toMatchObject({ open: [], contact: { promises: 0 } });
});

test('a pause is counted by the version the promise was made under, whatever hours the partner has since', async ({
  world,
  rival,
}) => {
  const { promisedPolicy } = await import('@landfall/support/partner-policy/current-policy');
  const { systemViewer } = await import('@landfall/kit/viewer/viewer');
  const partner = await makeOrganisation(world, '历史伙伴', 'BUSINESS', WEEK);
  const orderId = randomUUID();
  await world.owner.query(
    `insert into ledger.service_promise (tenant_id, id, kind, state, noun, noun_id, subject, customer_id, since, due_at, clock_mode, time_zone, policy_version, hours, derivation)
     values ($1, $2, 'CONTACT', 'RUNNING', 'dispatchOrder', $3, 'D1', $4, now() - interval '1 day', now() + interval '5 days', 'BUSINESS', 'Asia/Shanghai', 1, 16, '[]')`,
    [partner.tenant, randomUUID(), orderId, randomUUID()],
  );
  const boss = await hire(partner, '老板', ['partner_admin']);
  await add(boss, { validFrom: null, clockMode: 'ELAPSED', periods: ALWAYS });
  await boss.get('mutation ($input: ClosingDaysInput!) { addClosingDays(input: $input) { id } }', {
    input: { date: day(1), isOpen: false, name: '年会' },
  });
  const of = (tenant: string) =>
    world.host.tenancy.work(systemViewer(tenant, 'test'), (unit) => promisedPolicy(unit, orderId));
  expect(await of(partner.tenant)).toMatchObject({ version: 1, clockMode: 'BUSINESS', periods: WEEK, overrides: [] });
  // Nothing of another partner's is found by its id: it counts by its own policy in force.
  expect(await of(rival.tenant)).toMatchObject({ version: 1, clockMode: 'WORKDAY' });
});

test('a closing day is skipped by promises made after it was entered, with its name; removed it counts again', async ({
  partner,
  boss,
  customer,
  rival,
}) => {
  const CLOSE = 'mutation ($input: ClosingDaysInput!) { addClosingDays(input: $input) { id date name isOpen } }';
  const first = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, first.ticketId);
  const before = await promised(partner.hotline);
  const { addClosingDays: days } = await boss.get<{ addClosingDays: { id: string; date: string }[] }>(CLOSE, {
    input: { date: day(0), until: day(6), isOpen: false, name: '公司年会' },
  });
  expect(days).toHaveLength(7);
  const refused = async (change: object) => {
    const { errors } = await boss.ask(CLOSE, { input: { date: day(3), isOpen: false, name: '又一天', ...change } });
    return `${errors?.[0]?.extensions.code} ${errors?.[0]?.extensions.fields?.join(',')}`;
  };
  expect(await refused({})).toBe('INVALID date');
  expect(await refused({ date: day(-1) })).toBe('INVALID date');
  expect(await refused({ date: day(20), until: day(19) })).toBe('INVALID until');
  expect(await refused({ date: day(20), name: ' ' })).toBe('INVALID name');
  expect(await promised(partner.hotline)).toEqual(before);
  const second = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, second.ticketId);
  const now = await promised(partner.hotline);
  const latest = now.filter(({ subject }) => !before.some((old) => old.subject === subject));
  expect(latest.flatMap(({ derivation }) => derivation.map(({ code }) => code))).toContain('SKIPPED_CLOSED_DAY');
  for (const promise of latest) expect(promise.dueAt > `${day(6)}`).toBe(true);
  const { removeClosingDay } = await boss.get<{ removeClosingDay: { id: string }[] }>(
    'mutation ($id: ID!) { removeClosingDay(id: $id) { id } }',
    { id: days[6]?.id },
  );
  expect(removeClosingDay).toHaveLength(6);
  const stranger = await hire(rival, '别家老板', ['partner_admin']);
  expect(await stranger.get('{ closingDays { id } }')).toEqual({ closingDays: [] });
  expect(await stranger.codeOf('mutation ($id: ID!) { removeClosingDay(id: $id) { id } }', { id: days[0]?.id })).toBe(
    'NOT_FOUND',
  );
});

test('a stricter floor binds versions that begin under it, shows who is looser, and is withdrawn before it begins', async ({
  world,
  admin,
  boss,
  headquarters,
  rival,
}) => {
  const year = today().add({ days: 600 });
  // What it promises makes headquarters know it.
  await add(boss, { validFrom: day(30), contactHours: 16, onSiteHours: 24 });
  for (let i = 0; i < 2; i += 1) await world.host.consumers.idle();
  const { addPolicyFloor: floor } = await admin.get<{ addPolicyFloor: { id: string; floorVersion: number } }>(FLOOR, {
    input: { validFrom: year.toString(), clockMode: 'WORKDAY', contactHours: 8, onSiteHours: 16, openMinutes: 2400 },
  });
  // A partner headquarters keeps a name of is told, a rival no differently.
  await world.host.consumers.idle();
  const { inbox } = await boss.get<{ inbox: { nodes: { kind: string }[] } }>('{ inbox(first: 20) { nodes { kind } } }');
  expect(inbox.nodes.map(({ kind }) => kind)).toContain('FLOOR_CHANGED');
  const under = { validFrom: year.add({ days: 1 }).toString() };
  expect((await boss.ask(ADD, { input: input(under) })).errors?.[0]?.extensions.fields).toEqual([
    'contactHours',
    'onSiteHours',
  ]);
  await add(boss, { validFrom: year.subtract({ days: 1 }).toString() });
  await world.host.consumers.idle();
  await world.host.consumers.idle();
  const { policyStandings } = await headquarters.get<{
    policyStandings: { name: string; breaches: string[]; withinFrom: string | null }[];
  }>(
    'query ($floor: FloorTermsInput!) { policyStandings(floor: $floor) { partnerId name breaches withinFrom policy { contactHours } } }',
    { floor: { clockMode: 'WORKDAY', contactHours: 12, onSiteHours: 20, openMinutes: 0 } },
  );
  const mine = policyStandings.find(({ withinFrom }) => withinFrom !== null);
  expect(mine?.breaches).toEqual(['contactHours', 'onSiteHours']);
  const refused = async (person: Person, change: object) =>
    (
      await person.ask(FLOOR, {
        input: {
          clockMode: 'WORKDAY',
          contactHours: 8,
          onSiteHours: 16,
          openMinutes: 0,
          validFrom: day(700),
          ...change,
        },
      })
    ).errors?.[0]?.extensions.code;
  expect(await refused(admin, { contactHours: 17 })).toBe('INVALID');
  expect(await refused(admin, { validFrom: day(0) })).toBe('INVALID');
  expect(await refused(headquarters, {})).toBe('FORBIDDEN');
  expect(await rival.hotline.codeOf('{ policyFloors { id } }')).toBe('FORBIDDEN');
  // Others' tests run beside: the floor goes as it came.
  await admin.get('mutation ($id: ID!) { withdrawPolicyFloor(id: $id) { withdrawnAt } }', { id: floor.id });
  await add(boss, under);
});

test('closing days are shown by year, none is cut, and none is further than two years ahead', async ({
  boss,
  world,
  partner,
  rival,
}) => {
  const ADD_DAY = 'mutation ($input: ClosingDaysInput!) { addClosingDays(input: $input) { id } }';
  const one = (date: string) => ({ date, isOpen: false, name: '盘点' });
  const tooFar = await boss.ask(ADD_DAY, { input: one(day(731)) });
  expect(tooFar.errors?.[0]?.extensions).toMatchObject({ reason: 'closingDay.tooFar' });
  await world.owner.query(
    `insert into identity.closing_day (tenant_id, id, date, is_open, name, created_by, created_at)
     select $1, gen_random_uuid(), d::date, false, '休', gen_random_uuid(), now() from generate_series($2::date - 400, $2::date + 730, '1 day') d`,
    [partner.tenant, today().toString()],
  );
  const count = async (year: number | null) =>
    (
      await boss.get<{ closingDays: { date: string }[] }>('query ($year: Int) { closingDays(year: $year) { date } }', {
        year,
      })
    ).closingDays.length;
  expect(await count(null)).toBe(31 + 731);
  expect(await count(today().year + 1)).toBe(today().add({ years: 1 }).daysInYear);
  expect(await boss.codeOf('{ closingDays(year: 99999) { id } }')).toBe('INVALID');
  const stranger = await hire(rival, '对手', ['partner_admin']);
  expect(await stranger.get('{ closingDays(year: 2026) { id } }')).toEqual({ closingDays: [] });
});

test('the preview of 3,000 open promises is one answer of a few statements, and says where there are more', async ({
  boss,
  world,
  partner,
  customer,
}) => {
  const { ticketId } = await raise({ hotline: partner.hotline, customer });
  await dispatch(partner.hotline, ticketId);
  const columns = (
    await world.owner.query<{ c: string }>(
      `select string_agg(quote_ident(column_name), ', ') as c from information_schema.columns
       where table_schema = 'ledger' and table_name = 'service_promise' and column_name not in ('id', 'noun_id')`,
    )
  ).rows[0]?.c;
  const more = (n: number) =>
    world.owner.query(
      `insert into ledger.service_promise (id, noun_id, ${columns}) select gen_random_uuid(), gen_random_uuid(), ${columns}
       from (select * from ledger.service_promise where tenant_id = $1 and kind = 'CONTACT' limit 1) p cross join generate_series(1, $2)`,
      [partner.tenant, n],
    );
  await more(2997);
  const ask = () =>
    boss.get<{ servicePolicyPreview: { contact: { promises: number }; isCut: boolean } }>(PREVIEW, { input: input() });
  await ask();
  world.statements();
  const before = process.cpuUsage();
  const { servicePolicyPreview: whole } = await ask();
  const { user, system } = process.cpuUsage(before);
  const statements = world.statements();
  expect(whole.isCut).toBe(false);
  expect(whole.contact.promises).toBeGreaterThanOrEqual(2998);
  expect(statements.length).toBeLessThanOrEqual(4);
  // 0.16 s when it was measured; a bound that only a change of its kind would break.
  expect((user + system) / 1e6).toBeLessThan(5);
  await more(10);
  expect((await ask()).servicePolicyPreview.isCut).toBe(true);
});
