import type pg from 'pg';

/** What a partner publishes of itself, where it keeps it: its name and province, and by which line a visit is counted. */
const PUBLISHED_OF_ITSELF = [
  'identity.partner.name',
  'identity.partner.province_name',
  'identity.partner.province_code',
  'support.dispatch_order.product_line',
  'network.contribution.product_line',
];

/**
 * Tables of `network` that headquarters' login reads whole: what partners publish, by the database's own word. A partner's
 * name there is no secret from headquarters; it is one from everybody else.
 */
export async function publishedToHeadquarters(owner: pg.Pool): Promise<(table: string, column: string) => boolean> {
  const { rows } = await owner.query<{ name: string }>(
    `select p.schemaname || '.' || p.tablename as name from pg_policies p
     where p.schemaname = 'network' and 'hq' = any(p.roles) and p.qual = 'true'`,
  );
  const whole = new Set(rows.map(({ name }) => name));
  return (table, column) => whole.has(table) || PUBLISHED_OF_ITSELF.includes(`${table}.${column}`);
}
