import pg from 'pg';
import type { Child } from './child.ts';
import type { Dataset } from './dataset.ts';
import { asked } from './installation.ts';
import type { Variant } from './load.ts';
import { sideBySide } from './rounds.ts';

export const WRITTEN_NOTE = 'mutation ($id: ID!) { noteTicket(id: $id, text: "bench") { id number state symptom } }';

/** Where events are written nowhere: the table takes them and keeps none. */
export async function silenceEvents(url: string): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  await client.query('set role owner');
  await client.query(`create function kit.no_event() returns trigger language plpgsql as 'begin return null; end'`);
  await client.query(
    'create trigger no_events before insert on kit.outbox_event for each row execute function kit.no_event()',
  );
  await client.end();
}

/** One ticket of each tenant, to write to. */
export async function oneTicketEach(url: string, tenants: Dataset['tenants']): Promise<readonly string[]> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ tenant_id: string; id: string }>(
    'select distinct on (tenant_id) tenant_id, id from support.ticket order by tenant_id, id',
  );
  await client.end();
  const byTenant = new Map(rows.map((row) => [row.tenant_id, row.id]));
  return tenants.map(({ id }) => byTenant.get(id) ?? '');
}

/** B7: mutations a second with events on ÷ off, 32 writers. */
export async function writers(
  gateway: Child,
  silent: Child,
  tenants: Dataset['tenants'],
  tickets: readonly string[],
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
) {
  const variant = (name: string, url: string): Variant => ({
    name,
    url: `${url}/graphql`,
    leastBytes: 50,
    connections: 32,
    request: (nth) => ({
      headers: { 'content-type': 'application/json', cookie: `landfall=${tenants[nth]?.token}` },
      body: JSON.stringify(asked(WRITTEN_NOTE, { id: tickets[nth] })),
    }),
    rows: () => null,
  });
  return {
    ...(await sideBySide(
      variant('events', gateway.url),
      variant('no events', silent.url),
      tenants.length,
      rounds,
      milliseconds,
    )),
    pass: 0.85,
    goal: 0.95,
  };
}
