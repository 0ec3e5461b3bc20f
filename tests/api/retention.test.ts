import { randomUUID } from 'node:crypto';
import { services } from '@landfall/gateway/host/services';
import { createLog } from '@landfall/kit/log/log';
import { runRetention } from '@landfall/kit/retention/retention';
import { expect } from 'vitest';
import { hire, makeCustomer, type Organisation } from '../kit/organisation.ts';
import { test } from '../kit/own-world.ts';
import type { World } from '../kit/world.ts';

const log = createLog('silent');
/** Every rule is due again. */
const due = (world: World) => world.owner.query(`delete from kit.retention_run`);
const run = (world: World) => runRetention({ tenancy: world.host.tenancy, services, log });

async function call({ world, tenant }: Organisation, days: number): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into support.call (tenant_id, id, number, state, caller_name, caller_number, started_at, version)
     values ($1, $2, $3, 'ABANDONED', '刘来电', '+8613900001111', now() - make_interval(days => $4), 1)`,
    [tenant, id, `C-${id.slice(0, 8)}`, days],
  );
  return id;
}

test('callers, contacts and members are named until their time is over, and the trail says that it was done', async ({
  partner,
  rival,
  world,
}) => {
  const [old, young, rivals] = [await call(partner, 800), await call(partner, 10), await call(rival, 10)];
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  await world.owner.query(`update customers.contact set ended_at = now() - interval '4 years' where id = $1`, [
    customer.contactId,
  ]);
  const left = await hire(partner, '早离开', ['sales']);
  await world.owner.query(`update identity.membership set ended_at = now() - interval '4 years' where id = $1`, [
    left.membershipId,
  ]);
  await due(world);
  // Two processes at once do it once.
  const [one, two] = await Promise.all([run(world), run(world)]);
  expect((one.get('support.call') ?? 0) + (two.get('support.call') ?? 0)).toBe(1);
  const { rows: calls } = await world.owner.query(
    `select id, caller_name, caller_number from support.call where id = any($1) order by array_position($1, id)`,
    [[old, young, rivals]],
  );
  expect(calls).toEqual([
    { id: old, caller_name: null, caller_number: null },
    { id: young, caller_name: '刘来电', caller_number: '+8613900001111' },
    { id: rivals, caller_name: '刘来电', caller_number: '+8613900001111' },
  ]);
  const { rows: people } = await world.owner.query(
    `select name, phone from customers.contact where id = $1 union all select name, phone from identity.membership where id = $2`,
    [customer.contactId, left.membershipId],
  );
  expect(people).toEqual([
    { name: '已删除的人员', phone: null },
    { name: '已删除的人员', phone: null },
  ]);
  const { rows: lines } = await world.owner.query(
    `select noun, after from ledger.audit_entry where tenant_id = $1 and action = 'retention' order by noun`,
    [partner.tenant],
  );
  expect(lines).toEqual([
    { noun: 'call', after: { count: 1 } },
    { noun: 'contact', after: { count: 1 } },
    { noun: 'member', after: { count: 1 } },
  ]);
  const { rows: none } = await world.owner.query(`select 1 from ledger.audit_entry where tenant_id = $1`, [
    rival.tenant,
  ]);
  expect(none).toEqual([]);
  expect((await run(world)).size, 'not again today').toBe(0);
});

test('ended sessions, old intents and told events go; what a consumer has yet to read, and what was put aside, stays', async ({
  partner,
  world,
}) => {
  const { tenant } = partner;
  const account = randomUUID();
  const session = (ended: string) =>
    world.owner.query(
      `insert into identity.session (token_hash, id, account_id, expires_at, ended_at) values ($1, gen_random_uuid(), $2, now(), ${ended})`,
      [randomUUID(), account],
    );
  await session(`now() - interval '100 days'`);
  await session(`now() - interval '10 days'`);
  for (const days of [8, 1])
    await world.owner.query(
      `insert into identity.used_sign_on (state_key, at) values ($1, now() - make_interval(days => $2))`,
      [`${account}-${days}`, days],
    );
  for (const days of [8, 1])
    await world.owner.query(
      `insert into kit.idempotency_key (tenant_id, membership_id, key, request_hash, at) values ($1, $2, $3, 'x', now() - make_interval(days => $4))`,
      [tenant, account, `old-${days}`, days],
    );
  const event = async (days: number): Promise<string> => {
    const id = randomUUID();
    await world.owner.query(
      `insert into kit.outbox_event (tenant_id, id, event, noun, noun_id, ids, at) values ($1, $2, 'nothingHappened', 'nothing', $2, '{}', now() - make_interval(days => $3))`,
      [tenant, id, days],
    );
    return id;
  };
  const [told, aside, fresh] = [await event(9), await event(9), await event(1)];
  await world.host.consumers.idle();
  await world.owner.query(
    `insert into kit.event_aside (tenant_id, consumer, event_id, attempts, problem) values ($1, 'a test', $2, 9, 'x')`,
    [tenant, aside],
  );
  // Places move on with the next batch: the two old ones are behind every consumer then.
  await event(0);
  await world.host.consumers.idle();
  // Places are written together, a moment after what they stand for.
  const isPast = async () =>
    (
      await world.owner.query<{ past: boolean }>(
        'select (select min(p.xid) from kit.consumer_position p) > e.xid as past from kit.outbox_event e where e.id = $1',
        [told],
      )
    ).rows[0]?.past;
  await expect.poll(isPast).toBe(true);
  await due(world);
  await run(world);
  const { rows: sessions } = await world.owner.query('select 1 from identity.session where account_id = $1', [account]);
  expect(sessions.length).toBe(1);
  const { rows: used } = await world.owner.query(
    'select state_key from identity.used_sign_on where state_key like $1',
    [`${account}-%`],
  );
  expect(used).toEqual([{ state_key: `${account}-1` }]);
  const { rows: keys } = await world.owner.query('select key from kit.idempotency_key where membership_id = $1', [
    account,
  ]);
  expect(keys).toEqual([{ key: 'old-1' }]);
  const { rows: events } = await world.owner.query('select id from kit.outbox_event where id = any($1)', [
    [told, aside, fresh],
  ]);
  expect(new Set(events.map(({ id }: { id: string }) => id))).toEqual(new Set([aside, fresh]));
  await world.owner.query(`delete from kit.event_aside where consumer = 'a test'`);
});
