import { compareCells } from '@landfall/network/cell/compare-cells';
import type { Site } from './site.ts';

/** What events were to bring about, and how often they did. */
export interface Effects {
  readonly missing: readonly string[];
  readonly doubled: readonly string[];
}

/** Every supervisor but the one who did it is told once of each order. */
const SUPERVISORS = `select o.tenant_id, o.id::text as thing, m.id::text as member, 1 as expected,
    (select coalesce(sum(n.times), 0)::int from notifications.inbox_item n
      where n.tenant_id = o.tenant_id and n.membership_id = m.id and n.kind = 'ORDER_RECEIVED' and n.noun_id = o.id) as found
  from support.dispatch_order o join support.activity a on a.tenant_id = o.tenant_id and a.order_id = o.id and a.action = 'ticket.dispatch'
  join identity.membership m on m.tenant_id = o.tenant_id and m.customer_id is null and 'area_supervisor' = any(m.roles) and m.id <> a.actor_id`;

/** A customer's administrator is told of each remark that is for the customer. */
const CUSTOMERS = `select t.tenant_id, t.id::text as thing, m.id::text as member, notes.count as expected,
    (select coalesce(sum(n.times), 0)::int from notifications.inbox_item n
      where n.tenant_id = t.tenant_id and n.membership_id = m.id and n.kind = 'TICKET_ANSWERED' and n.noun_id = t.id) as found
  from support.ticket t join identity.membership m on m.tenant_id = t.tenant_id and m.customer_id = t.customer_id
  cross join lateral (select count(*)::int as count from support.activity a
    where a.tenant_id = t.tenant_id and a.ticket_id = t.id and a.action = 'ticket.note' and a.customer_visible) notes`;

/** And mailed once, since it stays unread. */
const MAILS = `select t.tenant_id, t.id::text as thing, m.id::text as member, 1 as expected,
    (select count(*)::int from notifications.mail l where l.tenant_id = t.tenant_id and l.membership_id = m.id
      and l.params->>'nounId' = t.id::text) as found
  from support.ticket t join identity.membership m on m.tenant_id = t.tenant_id and m.customer_id = t.customer_id
  where exists (select from support.activity a
    where a.tenant_id = t.tenant_id and a.ticket_id = t.id and a.action = 'ticket.note' and a.customer_visible)`;

const NEWS: Readonly<Record<string, string>> = {
  'told of an order': SUPERVISORS,
  'told of a remark': CUSTOMERS,
  'mail of remarks': MAILS,
};

/** Holds what consumers of events have done against the tables: what people were told, and headquarters' figures. */
export async function effectsOf(site: Site, tenants: readonly string[]): Promise<Effects> {
  const [missing, doubled]: [string[], string[]] = [[], []];
  for (const [what, text] of Object.entries(NEWS)) {
    const rows = await site.rows<{ thing: string; member: string; expected: number; found: number }>(
      `select * from (${text}) x where found <> expected limit 20`,
    );
    for (const { thing, member, expected, found } of rows)
      (found > expected ? doubled : missing).push(`${what} ${thing}: ${member} ${found} times instead of ${expected}`);
  }
  for (const tenant of tenants)
    for (const { what, figure, month, expected, found } of await compareCells(site.tenancy, tenant))
      missing.push(`${what} ${figure} ${month} of ${tenant}: ${found} instead of ${expected}`);
  return { missing, doubled };
}

/** Orders of other tenants than one of which somebody has not been told, though nothing is the matter with their events. */
export async function missingNews(site: Site, except: string): Promise<number> {
  const [row] = await site.rows<{ count: number }>(
    `select count(*)::int as count from (${SUPERVISORS} where o.tenant_id <> $1::uuid) x
     where found < expected and not exists (select from kit.event_aside s join kit.outbox_event e on e.tenant_id = s.tenant_id and e.id = s.event_id
       where e.tenant_id = x.tenant_id and e.noun_id = x.thing::uuid)`,
    [except],
  );
  return row?.count ?? 0;
}
