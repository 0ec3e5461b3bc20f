import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { compareCells } from '@landfall/network/cell/compare-cells';
import type { Connection } from './load-demo.ts';

const ORDER = 'support.dispatch_order o';
const KEPT = `ledger.service_promise p join ${ORDER} on o.tenant_id = p.tenant_id and o.id = p.noun_id`;

/** What code paths never leave behind, each as a query for what breaks it. */
const INVARIANTS: Readonly<Record<string, string>> = {
  'a number is missing or counted wrongly': `select n.noun || ' ' || n.year from (
      select tenant_id, 'ticket' as noun, substr(number, 2, 4)::int as year, count(*) as c, max(substr(number, 7)::int) as m from support.ticket group by 1, 2, 3
      union all select tenant_id, 'dispatchOrder', substr(number, 2, 4)::int, count(*), max(substr(number, 7)::int) from support.dispatch_order group by 1, 2, 3
      union all select tenant_id, 'call', substr(number, 2, 4)::int, count(*), max(substr(number, 7)::int) from support.call group by 1, 2, 3
      union all select tenant_id, 'customer', substr(number, 2, 4)::int, count(*), max(substr(number, 7)::int) from customers.customer group by 1, 2, 3) n
    left join kit.counter k using (tenant_id, noun, year) where n.c <> n.m or k.value is distinct from n.m`,
  'something happened in the future': `select action from support.activity where at > now() union all select number from support.call where started_at > now()`,
  'a ticket moved without a line of its story': `select t.number from support.ticket t
    where t.updated_at <> (select max(a.at) from support.activity a where a.tenant_id = t.tenant_id and a.ticket_id = t.id)`,
  'a closed ticket has no time, or an open one has': `select number from support.ticket where (state = 'CLOSED') <> (closed_at is not null)`,
  'a ticket is dispatched without a visit ahead, or the other way round': `select t.number from support.ticket t where (t.state = 'DISPATCHED') <> exists (
      select 1 from ${ORDER} where o.tenant_id = t.tenant_id and o.ticket_id = t.id
        and o.state in ('RECEIVED', 'ASSIGNED', 'CONTACTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE'))`,
  'a contact promise is kept at another time than the customer was reached': `select o.number from ${KEPT} where p.kind = 'CONTACT' and p.state = 'KEPT'
      and p.kept_at is distinct from (select min(a.at) from support.activity a where a.tenant_id = o.tenant_id and a.order_id = o.id and a.action = 'order.contact')`,
  'an on-site promise is kept at another time than somebody arrived': `select o.number from ${KEPT} where p.kind = 'ON_SITE'
      and (p.kept_at is distinct from o.arrived_at)`,
  'a promise past due is not noted': `select subject from ledger.service_promise where state = 'RUNNING' and due_at < now() - interval '5 minutes' and broken_at is null`,
  'promises of a cancelled order run on': `select o.number from ${KEPT} where o.state = 'CANCELLED' and p.state in ('RUNNING', 'PAUSED')`,
  'a visit is out of order': `select number from ${ORDER} where departed_at > arrived_at or arrived_at > left_at or received_at > departed_at
      or (state in ('ON_SITE', 'RECORDED', 'CONFIRMED', 'DISPUTED')) <> (arrived_at is not null)`,
  'somebody is in two places': `select o.number from ${ORDER} join support.dispatch_order b on b.tenant_id = o.tenant_id and b.consultant_id = o.consultant_id
      and b.id > o.id and b.arrived_at < o.left_at - interval '20 minutes' and o.arrived_at < b.left_at - interval '20 minutes'`,
  'a visit was at night': `select number from ${ORDER} where extract(hour from arrived_at at time zone 'Asia/Shanghai') not between 7 and 19
      or extract(hour from left_at at time zone 'Asia/Shanghai') > 21`,
  'an order and its record disagree': `select o.number from ${ORDER} left join support.service_record r on r.tenant_id = o.tenant_id and r.id = o.record_id
      where (o.state in ('RECORDED', 'CONFIRMED', 'DISPUTED')) <> (r.id is not null) or (o.state = 'CONFIRMED' and r.confirmed_at is null)
        or (o.state = 'RECORDED' and r.confirmed_at is not null)`,
  'somebody travelled before the price was accepted': `select number from ${ORDER} where departed_at is not null and price_accepted_by is null
      and service_items @? '$[*] ? (@.isChargeable == true)'`,
  'a division is unknown, or has others below it': `select c.number from customers.customer c left join catalogue.division d on d.code = c.division_code
      where d.full_name is distinct from c.division_name or exists (select 1 from catalogue.division b where b.parent = d.code)`,
  'a product version is unknown, or named otherwise': `select r.serial from customers.registered_product r left join catalogue.product_version v on v.id = r.product_version_id
      left join catalogue.product p on p.id = v.product_id where (p.name, p.line, v.version) is distinct from (r.product_name, r.line, r.version)`,
  'something can’t be found': `select t.number from support.ticket t where not exists (select 1 from ledger.search_token s
      where s.tenant_id = t.tenant_id and s.noun = 'ticket' and s.noun_id = t.id and s.token = lower(replace(t.number, '-', '')))`,
  'somebody acted who isn’t there': `select a.action from support.activity a left join identity.membership m on m.tenant_id = a.tenant_id and m.id = a.actor_id
      where m.name is distinct from a.actor_name`,
};

/** Looks the demo over: its invariants, and its published figures against the tables. @returns what is wrong, one line each */
export async function checkDemo(connection: Connection, tenancy: Tenancy): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, query] of Object.entries(INVARIANTS)) {
    const { rows } = await connection.query(
      `select array_agg(x) as found, count(*)::int as count from (${query}) q (x)`,
    );
    const { found, count } = rows[0] as { found: string[] | null; count: number };
    if (found) wrong.push(`${name}: ${count}, e.g. ${found.slice(0, 5).join(', ')}`);
  }
  const partners = await connection.query('select tenant_id as tenant, name from identity.partner');
  for (const { tenant, name } of partners.rows as { tenant: string; name: string }[]) {
    for (const difference of await compareCells(tenancy, tenant)) wrong.push(`${name}: ${JSON.stringify(difference)}`);
  }
  return wrong;
}
