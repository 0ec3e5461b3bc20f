import type { ArchivePlan, LeftOut } from './archive-plan.ts';
import type { ArchiveSource } from './read-batch.ts';

/**
 * Tables with the partner's rows that this process knows nothing of, because their service runs in another one: what of them
 * may leave the system stands in that service's metadata. They are named in the manifest instead of being left out silently.
 */
export async function tablesElsewhere({ reader, scope }: ArchiveSource, plan: ArchivePlan): Promise<LeftOut[]> {
  const rows = await reader.query<{ table: string }>(scope, {
    name: 'tables-with-tenant',
    text: `select n.nspname || '.' || c.relname as table from pg_attribute a join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
      where a.attname = 'tenant_id' and c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'kit')
        and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') order by 1`,
  });
  const known = new Set([
    ...plan.tables.map(({ name }) => name),
    ...plan.leftOut.map(({ table }) => table),
    ...plan.notTheirs,
  ]);
  return rows.filter(({ table }) => !known.has(table)).map(({ table }) => ({ table, reason: 'OTHER_PROCESS' }));
}
