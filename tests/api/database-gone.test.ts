import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { emailKey } from '@landfall/identity/account/email-key';
import { hashPassword } from '@landfall/identity/account/password';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import { sortKey } from '@landfall/kit/search-token/search-token';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SECRET } from '../kit/database.setup.ts';
import { hire, makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import { startWorld, type World } from '../kit/world.ts';

let folder: string;
let database: Awaited<ReturnType<typeof startEmbedded>>;
let world: World;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'landfall-gone-'));
  chmodSync(folder, 0o755);
  database = await startEmbedded(folder);
  await ensureLogins(database.adminUrl, SECRET);
  await migrate(loginUrl(database.adminUrl, 'migrator', SECRET), services);
  world = await startWorld({ adminUrl: database.adminUrl });
});
afterAll(async () => {
  await world.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const RAISE =
  'mutation ($key: ID, $input: RaiseTicketInput!) { raiseTicket(idempotencyKey: $key, input: $input) { id } }';

test('the database killed in the middle of a mutation: the person is told nothing was saved and trying again is safe, and it is', async () => {
  const partner = await makeOrganisation(world, '上海甲软件服务有限公司');
  const rival = await hire(await makeOrganisation(world, '广州乙软件服务有限公司'), '钱热线', ['hotline_consultant']);
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  const intent = { key: 'one intent', input: { customerId: customer.id, symptom: '打不开账套' } };
  // The number is taken last: whoever holds the counter's row holds the mutation just before its commit.
  await world.owner.query(`insert into kit.counter (tenant_id, noun, year, value) values ($1, 'ticket', $2, 0)`, [
    partner.tenant,
    new Date().getFullYear(),
  ]);
  const holder = await world.owner.connect();
  holder.on('error', () => undefined);
  await holder.query('begin');
  await holder.query('select 1 from kit.counter where tenant_id = $1 for update', [partner.tenant]);
  const interrupted = hotline.ask(RAISE, intent);
  await expect
    .poll(async () => (await world.owner.query('select 1 from pg_locks where not granted')).rowCount)
    .toBeGreaterThan(0);
  process.kill(Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  const { errors } = await interrupted;
  expect(errors?.[0]?.extensions.code).toBe('UNAVAILABLE');
  expect(errors?.[0]?.message).toMatch(/Nothing was changed.*trying again is safe/);
  holder.release(true);
  const again = async () => (await hotline.ask<{ raiseTicket: { id: string } }>(RAISE, intent)).data?.raiseTicket?.id;
  await expect.poll(again, { timeout: 15_000 }).toBeTruthy();
  expect(await again()).toBe(await again());
  const { rows } = await world.owner.query('select id from support.ticket where tenant_id = $1', [partner.tenant]);
  expect(rows).toEqual([{ id: await again() }]);
  expect(await rival.codeOf(RAISE, intent)).toBe('NOT_FOUND');
}, 40_000);

test('the database killed while it commits: the person is told that nobody knows, and trying again does it once', async () => {
  const partner = await makeOrganisation(world, '上海丙软件服务有限公司');
  const rival = await hire(await makeOrganisation(world, '广州丁软件服务有限公司'), '钱热线', ['hotline_consultant']);
  const hotline = await hire(partner, '陈热线', ['hotline_consultant']);
  const customer = await makeCustomer(partner, '上海宏远贸易有限公司');
  const intent = { key: 'another intent', input: { customerId: customer.id, symptom: '打不开账套' } };
  // What is deferred runs inside COMMIT, when everything is written.
  await world.owner.query(`create function support.wait_at_commit() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock(4711); perform pg_sleep(1.5); return null; end $$`);
  await world.owner.query(`create constraint trigger wait_at_commit after insert on support.ticket
    deferrable initially deferred for each row execute function support.wait_at_commit()`);
  const interrupted = hotline.ask(RAISE, intent);
  const committing = `select 1 from pg_locks where locktype = 'advisory' and objid = 4711`;
  await expect.poll(async () => (await world.owner.query(committing)).rowCount).toBeGreaterThan(0);
  process.kill(Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
  const { errors } = await interrupted;
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE', reason: 'outcomeUnknown' });
  expect(errors?.[0]?.message).toMatch(/may or may not have been saved.*safe/);
  const again = async () => (await hotline.ask<{ raiseTicket: { id: string } }>(RAISE, intent)).data?.raiseTicket?.id;
  await expect.poll(again, { timeout: 15_000 }).toBeTruthy();
  const { rows } = await world.owner.query('select id from support.ticket where tenant_id = $1', [partner.tenant]);
  expect(rows).toEqual([{ id: await again() }]);
  expect(await rival.codeOf(RAISE, intent)).toBe('NOT_FOUND');
}, 40_000);

test('who comes in while the machine is too busy for it is let in all the same: what was undone is begun once more', async () => {
  const partner = await makeOrganisation(world, '上海戊软件服务有限公司');
  const [email, password] = [`${randomUUID()}@example.cn`, 'a long enough password'];
  const { rows } = await world.owner.query<{ id: string }>(
    'insert into identity.account (id, email_key, email, password_hash) values (gen_random_uuid(), $1, $2, $3) returning id',
    [emailKey(email), email, await hashPassword(password)],
  );
  await world.owner.query(
    `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
     values ($1, gen_random_uuid(), $2, '张三', $3, '{hotline_consultant}', '{}', '{}', $4, 1)`,
    [partner.tenant, rows[0]?.id, sortKey('张三', 'surname'), partner.name],
  );
  const rival = await hire(await makeOrganisation(world, '广州己软件服务有限公司'), '钱热线', ['hotline_consultant']);
  const holder = await world.owner.connect();
  await holder.query('begin');
  await holder.query('lock table identity.session in share mode');
  const entering = fetch(`${world.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const waiting = async (): Promise<number | undefined> =>
    (
      await world.owner.query<{ pid: number }>(
        `select pid from pg_locks where relation = 'identity.session'::regclass and not granted`,
      )
    ).rows[0]?.pid;
  let first: number | undefined;
  await expect
    .poll(async () => {
      first = await waiting();
      return first;
    })
    .toBeDefined();
  // Its two seconds are over; the next try waits at the same place.
  const next = async () => (await waiting()) ?? first;
  await expect.poll(next).not.toBe(first);
  await holder.query('rollback');
  holder.release();
  expect(await (await entering).json()).toMatchObject({ signedIn: true });
  expect(await rival.codeOf('{ viewer { name } }')).toBeUndefined();
}, 40_000);
