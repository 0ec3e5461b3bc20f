import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

/** Tenants and tickets of the bench; each tenant has 50 customers and 10 people. */
export interface Dataset {
  readonly tenants: readonly { readonly id: string; readonly token: string; readonly viewer: object }[];
}

/** Size of the bench's tables. */
export interface Size {
  readonly tenants: number;
  readonly ticketsEach: number;
}

const CUSTOMERS = 50;
const PEOPLE = 10;

/** Fills an empty, migrated database through the owner's policies, in sets. */
export async function loadDataset(
  migratorUrl: string,
  adminUrl: string,
  size: Size,
  /** Tells one data set of a database from another. */
  name = '',
): Promise<Dataset> {
  const owner = new pg.Client(migratorUrl);
  owner.on('error', () => {});
  await owner.connect();
  await owner.query(`set statement_timeout = 0; set transaction_timeout = 0`);
  const ids = Array.from({ length: size.tenants }, () => randomUUID());
  const each = (text: string) =>
    owner.query(`with tenant as (select id::uuid, n from unnest($1::text[]) with ordinality as t(id, n)) ${text}`, [
      ids,
    ]);
  await each(`insert into identity.partner (tenant_id, name, province_code, province_name, time_zone, calendar, version)
    select id, '伙伴' || n, '310000', '上海市', 'Asia/Shanghai', 'CN', 1 from tenant`);
  await each(`insert into identity.service_policy (tenant_id, id, policy_version, valid_from, clock_mode, contact_hours, on_site_hours, periods)
    select id, gen_random_uuid(), 1, now() - interval '1 year', 'WORKDAY', 8, 24, '[]' from tenant`);
  await each(`insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
    select t.id, md5('${name}m' || t.n || ':' || i)::uuid, gen_random_uuid(), '顾问' || i, 'guwen' || i, '{hotline_consultant}', '{KIS}', '{3101}', '伙伴' || t.n, 1
    from tenant t, generate_series(1, ${PEOPLE}) i`);
  await each(`insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address, version)
    select t.id, md5('${name}c' || t.n || ':' || i)::uuid, 'C' || i, '上海某某贸易有限公司' || i, 'shanghai' || i, '310115', '上海市 浦东新区', '张江路 ' || i || ' 号', 1
    from tenant t, generate_series(1, ${CUSTOMERS}) i`);
  await raiseTickets(migratorUrl, ids, size.ticketsEach, name);
  const tenants = ids.map((id, n) => {
    const membershipId = randomUUID();
    const viewer = {
      surface: 'desk',
      accountId: membershipId,
      membershipId,
      name: '顾问',
      email: 'bench@example.cn',
      tenant: id,
      customers: [],
      roles: ['hotline_consultant'],
      partnerName: `伙伴${n + 1}`,
      customerName: null,
      timeZone: 'Asia/Shanghai',
      membershipCount: 1,
    };
    return { id, token: randomBytes(32).toString('base64url'), viewer };
  });
  for (const { id, token, viewer } of tenants) {
    await owner.query(
      `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
       values ($1, $2, $2, $3, 'guwen', $4, '{}', '{}', $5, 1)`,
      [id, viewer.membershipId, viewer.name, viewer.roles, viewer.partnerName],
    );
    await owner.query(
      `insert into identity.session (token_hash, id, account_id, membership_id, viewer, expires_at) values ($1, $2, $2, $2, $3, now() + interval '1 day')`,
      [createHash('sha256').update(token).digest('hex'), viewer.membershipId, JSON.stringify(viewer)],
    );
  }
  await owner.end();
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query('vacuum analyze');
  await admin.end();
  return { tenants };
}

/** Tenants whose tickets are one statement. */
const SLICE = 200;

/** Two at a time: ten million rows take minutes, and a machine has a second core. */
async function raiseTickets(
  migratorUrl: string,
  ids: readonly string[],
  ticketsEach: number,
  name: string,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(ids.length / SLICE) }, (_, i) => i * SLICE).values();
  const writer = async (): Promise<void> => {
    const owner = new pg.Client(migratorUrl);
    owner.on('error', () => {});
    await owner.connect();
    await owner.query(`set statement_timeout = 0; set transaction_timeout = 0; set synchronous_commit = off`);
    for (const start of starts)
      await owner.query(
        `with tenant as (select id::uuid, n + $2 as n from unnest($1::text[]) with ordinality as t(id, n))
        insert into support.ticket (tenant_id, id, number, state, severity, symptom, customer_id, contact_name, product_name, product_line, taken_by_id, raised_by_id, raised_at, updated_at, version)
        select t.id, gen_random_uuid(), 'T2026-' || i, 'OPEN', 'NORMAL', '月末结账时提示科目余额不平,无法继续 ' || i, md5('${name}c' || t.n || ':' || 1 + i % ${CUSTOMERS})::uuid,
          '王会计', 'KIS 专业版', 'KIS', md5('${name}m' || t.n || ':' || 1 + i % ${PEOPLE})::uuid, md5('${name}m' || t.n || ':1')::uuid, now() - i * interval '7 minutes', now() - i * interval '5 minutes', 1
        from tenant t, generate_series(1, ${ticketsEach}) i`,
        [ids.slice(start, start + SLICE), start],
      );
    await owner.end();
  };
  await Promise.all([writer(), writer()]);
}
