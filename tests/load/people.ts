import { createHash, randomBytes } from 'node:crypto';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import { FIGURE_CODES } from '@landfall/network/figure/figure.definition';
import pg from 'pg';
import { type Dataset, loadDataset } from '../bench/dataset.ts';
import { ALWAYS } from '../kit/organisation.ts';
import { headquartersSession, sessions } from './sessions.ts';

/** How many. */
const SIZE = { tenants: 100, ticketsEach: 300 } as const;
const CUSTOMERS = 20;
const CONSULTANTS = 8;
/** Visits that stand on a partner's board. */
const VISITS = 30;
/** Tickets of a partner that pages are open on. */
const WATCHED = 50;

/** Whom and what the scenarios ask with; k6 reads it as JSON. */
export interface Cast {
  readonly headquarters: string;
  readonly tenants: readonly {
    readonly id: string;
    /** Sessions. */
    readonly agent: string;
    readonly supervisor: string;
    /** A person of the first customer's, in the portal. */
    readonly customer: string;
    readonly consultants: readonly string[];
    readonly customers: readonly { id: string; name: string; contact: string; product: string; mobile: string }[];
    readonly tickets: readonly string[];
  }[];
}

/** Adds partners to a migrated database: people, customers with contacts and products, tickets, a full board, figures. */
export async function addPeople(migratorUrl: string): Promise<Cast> {
  const name = randomBytes(4).toString('hex');
  const { tenants } = await loadDataset(migratorUrl, migratorUrl, SIZE, name);
  const owner = new pg.Client(migratorUrl);
  owner.on('error', () => undefined);
  await owner.connect();
  await owner.query('set statement_timeout = 0; set transaction_timeout = 0');
  const each = (text: string, values: unknown[] = []) =>
    owner.query(`with tenant as (select id::uuid, n from unnest($1::text[]) with ordinality as t(id, n)) ${text}`, [
      tenants.map(({ id }) => id),
      ...values,
    ]);
  await each(
    `insert into identity.service_policy (tenant_id, id, policy_version, valid_from, clock_mode, contact_hours, on_site_hours, periods, make_up_weekday)
     select id, gen_random_uuid(), 1, now() - interval '1 year', 'WORKDAY', 16, 24, $2, 1 from tenant
     on conflict (tenant_id, policy_version) do update set contact_hours = excluded.contact_hours, periods = excluded.periods, make_up_weekday = excluded.make_up_weekday`,
    [JSON.stringify(ALWAYS)],
  );
  await each(
    `insert into identity.membership (tenant_id, id, account_id, name, sort_key, department, roles, product_lines, divisions, phone, organisation_name, version)
     select t.id, md5('${name}s' || t.n || ':' || i)::uuid, gen_random_uuid(), '服务顾问' || i, 'fuwu' || i, 'KIS', '{service_consultant}', '{KIS}', '{31}', '13800000000', '伙伴' || t.n, 1
     from tenant t, generate_series(1, ${CONSULTANTS}) i`,
  );
  await each(
    `insert into customers.contact (tenant_id, id, customer_id, name, sort_key, post, mobile, mobile_e164, is_primary)
     select t.id, md5('${name}k' || t.n || ':' || i)::uuid, md5('${name}c' || t.n || ':' || i)::uuid, '王会计', 'wang', '会计', ${MOBILE}, '+86' || ${MOBILE}, true
     from tenant t, generate_series(1, ${CUSTOMERS}) i`,
  );
  await each(
    `insert into customers.registered_product (tenant_id, id, customer_id, product_version_id, product_name, line, version, serial, purchased_on, service_starts_on, service_ends_on)
     select t.id, md5('${name}p' || t.n || ':' || i)::uuid, md5('${name}c' || t.n || ':' || i)::uuid,
       (select v.id from catalogue.product_version v join catalogue.product p on p.id = v.product_id where p.line = 'KIS' limit 1),
       'KIS 专业版', 'KIS', '16.0', 'S${name}' || t.n || 'x' || i, '2020-01-01', '2020-01-01', '2099-12-31'
     from tenant t, generate_series(1, ${CUSTOMERS}) i`,
  );
  await each(
    `insert into support.dispatch_order (tenant_id, id, number, state, ticket_id, customer_id, product_name, product_line, symptom, severity, division_code, division_name, address, received_at, service_items, consultant_id, appointment_at, appointment_until)
     select k.tenant_id, gen_random_uuid(), 'D' || k.number, 'SCHEDULED', k.id, k.customer_id, k.product_name, k.product_line, k.symptom, k.severity, '310115', '上海市 浦东新区', '张江路 88 号', k.raised_at, '[]',
       md5('${name}s' || t.n || ':' || 1 + i % ${CONSULTANTS})::uuid, now() + i * interval '20 minutes', now() + (i + 6) * interval '20 minutes'
     from tenant t cross join generate_series(1, ${VISITS}) i join support.ticket k on k.tenant_id = t.id and k.number = 'T2026-' || ${WATCHED} + i`,
  );
  await each(`insert into network.partner (partner_id, name, province_code, province)
    select id, '伙伴' || n, '310000', '上海市' from tenant on conflict do nothing`);
  await each(
    `insert into network.published_cell (partner_id, figure, product_line, month, numerator, denominator, value)
     select t.id, f, line, to_char(now() - m * interval '1 month', 'YYYY-MM'), 30 + (t.n + m) % 10, 40, (30 + (t.n + m) % 10) / 40.0
     from tenant t, unnest($2::text[]) f, unnest('{KIS,K3}'::text[]) line, generate_series(0, 12) m`,
    [FIGURE_CODES],
  );
  await findable(owner, tenants, name);
  const supervisors = await sessions(owner, tenants, (viewer) => ({ ...viewer, roles: ['area_supervisor'] }));
  const customers = await sessions(owner, tenants, (viewer, n) => ({
    ...viewer,
    surface: 'portal',
    name: '王会计',
    customers: [idOf(`${name}c${n}:1`)],
    roles: ['customer_admin'],
    customerName: '上海某某贸易有限公司1',
  }));
  const headquarters = await headquartersSession(owner);
  const { rows } = await owner.query<{ tenant_id: string; ids: string[] }>(
    `select tenant_id, array_agg(id::text order by raised_at desc) filter (where number in (select 'T2026-' || i from generate_series(1, ${WATCHED}) i)) as ids
     from support.ticket where tenant_id = any($1::uuid[]) group by tenant_id`,
    [tenants.map(({ id }) => id)],
  );
  const tickets = new Map(rows.map((row) => [row.tenant_id, row.ids]));
  await owner.query('analyze').catch(() => undefined);
  await owner.end();
  const count = (length: number) => Array.from({ length }, (_, i) => i + 1);
  return {
    headquarters,
    tenants: tenants.map(({ id, token }, t) => ({
      id,
      agent: token,
      supervisor: supervisors[t] ?? '',
      customer: customers[t] ?? '',
      consultants: count(CONSULTANTS).map((i) => idOf(`${name}s${t + 1}:${i}`)),
      customers: count(CUSTOMERS).map((i) => ({
        id: idOf(`${name}c${t + 1}:${i}`),
        name: `上海某某贸易有限公司${i}`,
        contact: idOf(`${name}k${t + 1}:${i}`),
        product: idOf(`${name}p${t + 1}:${i}`),
        mobile: mobileOf(t + 1, i),
      })),
      tickets: tickets.get(id) ?? [],
    })),
  };
}

const MOBILE = `'139' || lpad((t.n * 1000 + i)::text, 8, '0')`;

function mobileOf(tenant: number, i: number): string {
  return `139${String(tenant * 1000 + i).padStart(8, '0')}`;
}

/** The uuid PostgreSQL makes of `md5(text)`. */
function idOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

async function findable(owner: pg.Client, tenants: Dataset['tenants'], name: string): Promise<void> {
  const found: [tenant: string, token: string, id: string][] = [];
  for (const [t, { id }] of tenants.entries()) {
    for (let i = 1; i <= CUSTOMERS; i += 1) {
      const words = {
        texts: [`上海某某贸易有限公司${i}`, '王会计'],
        phones: [`+86${mobileOf(t + 1, i)}`],
        serials: [],
      };
      for (const token of tokensOf(words)) found.push([id, token, idOf(`${name}c${t + 1}:${i}`)]);
    }
  }
  await owner.query(
    `insert into ledger.search_token (tenant_id, token, noun, noun_id, customer_id)
     select tenant, token, 'customer', id, id from unnest($1::uuid[], $2::text[], $3::uuid[]) as found(tenant, token, id) on conflict do nothing`,
    [found.map(([tenant]) => tenant), found.map(([, token]) => token), found.map(([, , id]) => id)],
  );
}
