import type { Site } from './site.ts';

/** Something as pages show it. */
export interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** What the tables say of a tenant, as far as its pages show it. */
export interface Truth {
  readonly tickets: readonly Seen[];
  readonly orders: readonly Seen[];
  /** States of those orders' promises, by id. */
  readonly promises: ReadonlyMap<string, string>;
  /** Unread items by membership; nobody is in it who has none. */
  readonly inboxes: ReadonlyMap<string, number>;
}

/** Rows a page shows of each list. */
export const SHOWN = 50;

/** Reads a tenant's truth. */
export async function truthOf(site: Site, tenant: string): Promise<Truth> {
  const [tickets, orders, promises, inboxes] = await Promise.all([
    site.rows<Seen>(
      `select id::text, version, state from support.ticket where tenant_id = $1 order by updated_at desc, id desc limit ${SHOWN}`,
      [tenant],
    ),
    site.rows<Seen>(
      `select id::text, version, state from support.dispatch_order where tenant_id = $1 order by received_at desc, id desc limit ${SHOWN}`,
      [tenant],
    ),
    site.rows<{ id: string; state: string }>(
      `select p.id::text, p.state from ledger.service_promise p where p.tenant_id = $1 and p.noun_id in (select id from
         support.dispatch_order where tenant_id = $1 order by received_at desc, id desc limit ${SHOWN})`,
      [tenant],
    ),
    site.rows<{ id: string; count: number }>(
      `select membership_id::text as id, least(count(*), 100)::int as count from notifications.inbox_item
       where tenant_id = $1 and read_at is null group by 1`,
      [tenant],
    ),
  ]);
  return {
    tickets,
    orders,
    promises: new Map(promises.map(({ id, state }) => [id, state])),
    inboxes: new Map(inboxes.map(({ id, count }) => [id, count])),
  };
}

/** Headquarters' published figures, a text a cell. */
export async function publishedCells(site: Site): Promise<string[]> {
  const rows = await site.rows<{ cell: string }>(
    `select concat_ws(' ', figure, partner_id, month, numerator, denominator) as cell from network.published_cell where denominator is not null`,
  );
  return rows.map(({ cell }) => cell).sort();
}
