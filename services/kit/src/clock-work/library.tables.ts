import { libraryTable } from '../tenancy/table.ts';

/** The schema of the library's tables; no service's. */
export const LIBRARY_SCHEMA = 'clock_work';

const own = (table: string) => `${LIBRARY_SCHEMA}.${table}`;

// Only whoever runs it reaches them: no surface does. Its parts that aren't used stay closed.
libraryTable(own('version'), { worker: ['select', 'update'] });
libraryTable(own('queue'), { worker: ['select', 'insert', 'update'] });
libraryTable(own('schedule'), { worker: ['select', 'insert', 'update', 'delete'] });
libraryTable(own('job'), { worker: ['select', 'insert', 'update', 'delete'] });
libraryTable(own('job_common'), { worker: ['select', 'insert', 'update', 'delete'] });
libraryTable(own('job_dependency'), { worker: ['select', 'delete'] });
libraryTable(own('instance'), { worker: ['select', 'update', 'delete'] });

/**
 * What brings the library's tables to what its pinned version wants, as the owner: all of them where there are none, the
 * difference where they are older, nothing where they are right. Row policies and rights are ours.
 */
export async function libraryStatements(installed: number | undefined): Promise<string[]> {
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
  const plan =
    installed === undefined
      ? getConstructionPlans(LIBRARY_SCHEMA, { createSchema: false })
      : getMigrationPlans(LIBRARY_SCHEMA, installed);
  // It runs inside the migration's transaction.
  const statements = plan.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '');
  return [
    `create schema if not exists ${LIBRARY_SCHEMA}`,
    `grant usage on schema ${LIBRARY_SCHEMA} to worker`,
    statements,
    CLOSED,
    FIXED,
  ].filter((statement) => statement.trim() !== '');
}

/** Parts by day that nobody fills are not kept; every table is closed but to whoever a policy names. */
const CLOSED = `do $$ declare t record; begin
  for t in select i.inhrelid::regclass as part from pg_inherits i where i.inhparent = '${LIBRARY_SCHEMA}.queue_stats'::regclass loop
    execute format('drop table %s', t.part);
  end loop;
  for t in select c.oid::regclass as name, c.relname as short from pg_class c where c.relnamespace = '${LIBRARY_SCHEMA}'::regnamespace
      and c.relkind in ('r', 'p') and not c.relforcerowsecurity loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
    execute format('create policy %I on %s to worker using (true) with check (true)', t.short || '_worker', t.name);
    execute format('create policy %I on %s to owner using (true) with check (true)', t.short || '_owner', t.name);
  end loop;
end $$`;

/** Functions find names in one place only, and are called by whoever runs the library. */
const FIXED = `do $$ declare f record; begin
  for f in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = '${LIBRARY_SCHEMA}'::regnamespace loop
    execute format('alter function %s set search_path = pg_catalog', f.name);
    execute format('revoke all on function %s from public', f.name);
  end loop;
  execute 'grant execute on function ${LIBRARY_SCHEMA}.job_now(), ${LIBRARY_SCHEMA}.create_queue(text, jsonb) to worker';
end $$`;
