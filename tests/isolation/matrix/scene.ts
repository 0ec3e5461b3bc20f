import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { hire, invite, makeCustomer, makeOrganisation, type Organisation } from '../../kit/organisation.ts';
import { Person } from '../../kit/person.ts';
import type { World } from '../../kit/world.ts';
import { type Asker, type Firm, firm, headquarters, openAccounts, portalPeople, staff } from '../stage/cast.ts';
import { has, readTables, type Table } from '../stage/catalogue.ts';
import type { Surface } from '../stage/contracts.ts';
import { fillTables } from '../stage/fill-tables.ts';
import { type IdPool, idsOf, publishedIds } from '../stage/ids.ts';

/** Where the ids of files about oneself stand that one has asked for; they have no table. */
const ACCESS_FILE = 'personal.access_file';

/** How an asker stands to the rows asked for. */
export const RELATIONS = ['own', 'company', 'partner', 'rival'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Who asks, by surface, role and how they stand to the rows of the scene. */
export interface Scene {
  readonly world: World;
  readonly firm: Firm;
  readonly tables: readonly Table[];
  asker(surface: Surface, role: string, relation: Relation): Asker | undefined;
  /** Ids of the rows asked for: the firm's, with what is somebody's own in the place of anybody's. */
  idsFor(asker: Asker): IdPool;
}

/** A firm at work with one customer; colleagues, another customer, a rival; headquarters, support, a token that only reads. */
export async function openScene(world: World): Promise<Scene> {
  const own = await firm(world, '杭甲软件服务有限公司', ['甲客贸易有限公司']);
  const [customer] = own.customers;
  if (!customer) throw new Error('a firm without a customer');
  const rival = await makeOrganisation(world, '深乙软件服务有限公司');
  const far = await makeCustomer(rival, '丙远商行有限公司');
  const near = await makeCustomer(own, '乙邻制造有限公司');
  const people = new Map<string, Asker>();
  const add = (relation: Relation, list: Iterable<Asker>): void => {
    for (const asker of list) people.set(`${asker.surface} ${asker.role} ${relation}`, asker);
  };
  add('own', [...own.staff.values(), ...own.people, ...(await headquarters(world))]);
  add('partner', [...(await staff(own, '同')).values(), ...(await portalPeople(own, near))]);
  add('company', await portalPeople(own, customer, '同'));
  add('rival', [...(await staff(rival)).values(), ...(await portalPeople(rival, far))]);
  // Another of headquarters: what one of them asked for is not the other's.
  add('partner', await headquarters(world));
  await openAccounts(world);
  const tables = await readTables(world.owner);
  const admin = people.get('desk partner_admin own') as Asker;
  add('own', [await tokenOf(world, admin), await supportOf(world, own, people.get('hq hq_quality own') as Asker)]);
  await somebodysNeeds(own, customer.id);
  await everyState(world, own);
  const base = await baseIds(world, tables, own, customer.id);
  const pools = new Map<Asker, IdPool>();
  // Before anything is tried, since what is tried is taken back.
  for (const [key, asker] of people)
    if (key.endsWith(' own')) pools.set(asker, new Map([...base, ...(await personalIds(world, tables, asker))]));
  return {
    world,
    firm: own,
    tables,
    asker: (surface, role, relation) => people.get(`${surface} ${role} ${relation}`),
    idsFor: (asker) => pools.get(asker) ?? base,
  };
}

async function baseIds(world: World, tables: readonly Table[], own: Firm, customer: string): Promise<IdPool> {
  const whose = {
    name: 'scene',
    tenant: own.tenant,
    accounts: await accountsOf(world, own),
    members: [...own.staff.values()].map(({ person }) => person.membershipId),
  };
  await fillTables(world.owner, tables, { ...whose, customer });
  await fillTables(world.owner, tables, whose);
  return new Map([...(await publishedIds(world.owner)), ...(await idsOf(world.owner, tables, whose))]);
}

async function accountsOf(world: World, own: Firm): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select account_id as id from identity.membership where tenant_id = $1 and customer_id is null',
    [own.tenant],
  );
  return rows.map(({ id }) => id);
}

/** What belongs to one person alone: a session, a token, a notice. Everybody gets one of each. */
async function personalIds(world: World, tables: readonly Table[], { person, surface, role }: Asker): Promise<IdPool> {
  // Support brings no membership of the firm's with it.
  if (role === 'support') return new Map();
  const table = surface === 'hq' ? 'identity.headquarters_membership' : 'identity.membership';
  const { rows } = await world.owner.query<{ account: string; tenant: string | null; customer: string | null }>(
    `select account_id as account, ${surface === 'hq' ? 'null::uuid as tenant, null::uuid as customer' : 'tenant_id as tenant, customer_id as customer'} from ${table} where id = $1`,
    [person.membershipId],
  );
  const { account = '', tenant, customer } = rows[0] ?? {};
  const whose = {
    name: person.name,
    tenant: tenant ?? '00000000-0000-7000-8000-000000000001',
    ...(customer ? { customer } : {}),
    accounts: [account],
    members: [person.membershipId],
  };
  const theirs = (of: Table): string | undefined => {
    if (/^identity\.(membership|headquarters_membership|account)$/.test(of.name) || !has(of, 'id')) return undefined;
    if (has(of, 'membership_id')) return `membership_id = '${person.membershipId}'`;
    return has(of, 'account_id') ? `account_id = '${account}'` : undefined;
  };
  await fillTables(world.owner, tables, whose, theirs);
  const pool = new Map<string, string[]>();
  const { data } = await person.ask<{ askAccessFile?: string }>('mutation { askAccessFile }');
  if (data?.askAccessFile) pool.set(ACCESS_FILE, [data.askAccessFile]);
  if (surface === 'hq') {
    // A colleague, not oneself: the last administrator stays one.
    const colleagues = await world.owner.query<{ id: string }>(
      `select id::text as id from identity.headquarters_membership where ended_at is null and id <> $1 order by ('hq_admin' = any(roles)), id limit 5`,
      [person.membershipId],
    );
    pool.set(
      'identity.headquarters_membership',
      colleagues.rows.map(({ id }) => id),
    );
    const invited = await world.owner.query<{ id: string }>(
      `insert into identity.invitation (tenant_id, id, batch_id, token_key, email, email_key, name, sort_key, roles, product_lines, divisions, organisation_name, partner_name, locale, created_at, sent_at, expires_at, version)
       select $1, x.id, x.id, x.id::text, 'x@hq.cn', x.id::text, '受邀者', 's', '{hq_quality}', '{}', '{}', '总部', '总部', 'zh-CN', now(), now() - interval '1 hour', now() + interval '1 day', 1
       from (select gen_random_uuid() as id) x returning id::text as id`,
      [whose.tenant],
    );
    pool.set(
      'identity.invitation',
      invited.rows.map(({ id }) => id),
    );
  }
  for (const of of tables) {
    const where = theirs(of);
    if (!where) continue;
    const found = await world.owner.query<{ id: string }>(
      `select id::text as id from ${of.name} where ${where} order by 1`,
    );
    if (found.rows.length > 0)
      pool.set(
        of.name,
        found.rows.map(({ id }) => id),
      );
  }
  return pool;
}

/** A program with the administrator's token, which reads and does not change. */
export async function tokenOf(world: World, admin: Asker): Promise<Asker> {
  const token = `lf_${randomBytes(32).toString('base64url')}`;
  await world.owner.query(
    `insert into identity.api_token (token_hash, id, account_id, membership_id, name, hint, scopes, expires_at)
     select $1, $2, m.account_id, m.id, '報表', 'lf_abcd', '{read,documents}', now() + interval '1 day' from identity.membership m where m.id = $3`,
    [createHash('sha256').update(token).digest('hex'), randomUUID(), admin.person.membershipId],
  );
  const person = new Bearer(world, token, admin.person.membershipId, admin.person.tenant, '報表');
  return { role: 'token', surface: 'desk', person, again: async () => person };
}

/** Whoever asks with a token instead of a cookie. */
class Bearer extends Person {
  override ask<T>(query: string, variables: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    return super.ask<T>(query, variables, { ...headers, cookie: '', authorization: `Bearer ${this.token}` });
  }
}

/** Headquarters' person inside the firm, granted to look and not to work. */
export async function supportOf(world: World, own: Firm, asker: Asker): Promise<Asker> {
  const { owner } = world;
  const id = randomUUID();
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const { rows } = await owner.query<{ account_id: string }>(
    'select account_id from identity.headquarters_membership where id = $1',
    [asker.person.membershipId],
  );
  const account = rows[0]?.account_id ?? '';
  await owner.query(
    `insert into network.support_request (tenant_id, id, asked_by_id, account_id, asked_by_name, reason, asked_at, ends_at) values ($1, $2, $3, $4, '支援', '查看報表', now(), $5)`,
    [own.tenant, id, asker.person.membershipId, account, endsAt],
  );
  await owner.query(
    `insert into network.support_grant (tenant_id, id, answer, roles, ends_at, answered_by_id, answered_at, version)
     values ($1, $2, 'GRANTED', '{}', $3, $4, now(), 1)`,
    [own.tenant, id, endsAt, own.staff.get('partner_admin')?.person.membershipId],
  );
  const token = randomBytes(32).toString('base64url');
  const viewer = {
    surface: 'desk',
    accountId: account,
    membershipId: asker.person.membershipId,
    name: '支援',
    email: 'support@example.cn',
    tenant: own.tenant,
    customers: [],
    roles: ['support'],
    partnerName: own.name,
    customerName: null,
    timeZone: 'Asia/Shanghai',
    membershipCount: 1,
    support: { id, reason: '查看報表', endsAt, mayWrite: false },
  };
  await owner.query(
    `insert into identity.session (token_hash, id, account_id, membership_id, viewer, expires_at, stage, proven_at, way)
     values ($1, $2, $3, $4, $5, now() + interval '1 hour', 'OPEN', now(), 'PASSWORD')`,
    [
      createHash('sha256').update(token).digest('hex'),
      randomUUID(),
      account,
      asker.person.membershipId,
      JSON.stringify(viewer),
    ],
  );
  const person = new Person(world, token, asker.person.membershipId, own.tenant, '支援');
  return { role: 'support', surface: 'desk', person, again: async () => person };
}

/** What only is there when somebody did it: somebody to change and to end, an invitation, somebody who has left. */
async function somebodysNeeds(own: Firm, customerId: string): Promise<void> {
  await invite(own, { id: customerId, name: '甲客' } as never, '將離職', ['key_user']);
  await own.staff
    .get('partner_admin')
    ?.person.get('mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people) { id } }', {
      people: [{ email: `${randomUUID()}@example.cn`, name: '新同事', roles: ['sales'], phone: '13800000001' }],
    });
  const left = await hire(own, '已離職', ['sales']);
  await own.world.owner.query(
    `update identity.membership set ended_at = now(), end_reason = '合約到期', joined_at = now() where id = $1`,
    [left.membershipId],
  );
}

/** What no story of ours leads to: a call that waits, and partners in each standing. */
async function everyState({ owner }: World, own: Organisation): Promise<void> {
  await owner.query(
    `update support.call set state = 'QUEUED' where tenant_id = $1 and id = (select id from support.call where tenant_id = $1 and state = 'ANSWERED' limit 1)`,
    [own.tenant],
  );
  for (const state of ['INVITED', 'ACTIVE', 'SUSPENDED', 'LEAVING', 'LEFT']) {
    const id = randomUUID();
    await owner.query(
      'insert into network.partner (partner_id, name, province_code, province) values ($1, $2, $3, $4)',
      [id, `${state} 軟件服務有限公司`, '310000', '上海市'],
    );
    await owner.query(
      `insert into network.partnership (id, state, since, state_since, time_zone, calendar, version) values ($1, $2, now(), now(), 'Asia/Shanghai', 'CN', 1)`,
      [id, state],
    );
  }
}
