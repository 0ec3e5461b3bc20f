import type pg from 'pg';

/** A column as the database has it. */
export interface Column {
  readonly name: string;
  /** `text`, `_text`, `jsonb`, `uuid`, ... */
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
  readonly isGenerated: boolean;
}

/** A table as the database has it. */
export interface Table {
  /** Schema-qualified. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** Text of its check constraints. */
  readonly checks: readonly string[];
  /** Foreign keys: column to the table and column it names. */
  readonly foreign: readonly { readonly column: string; readonly table: string; readonly target: string }[];
  readonly key: readonly string[];
}

const TABLES = `select n.nspname || '.' || c.relname as name,
    (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'isNullable', not a.attnotnull,
        'hasDefault', a.atthasdef, 'isGenerated', a.attgenerated <> '' or a.attidentity <> '') order by a.attnum)
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    coalesce((select json_agg(pg_get_constraintdef(k.oid)) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'), '[]') as checks,
    coalesce((select json_agg(json_build_object('column', a.attname, 'table', fn.nspname || '.' || fc.relname, 'target', fa.attname))
      from pg_constraint k cross join lateral unnest(k.conkey, k.confkey) as u (own, other)
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.own
      join pg_class fc on fc.oid = k.confrelid join pg_namespace fn on fn.oid = fc.relnamespace
      join pg_attribute fa on fa.attrelid = k.confrelid and fa.attnum = u.other
      where k.conrelid = c.oid and k.contype = 'f'), '[]') as foreign,
    coalesce((select json_agg(a.attname) from pg_constraint k cross join lateral unnest(k.conkey) u (col)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = u.col where k.conrelid = c.oid and k.contype = 'p'), '[]') as key
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and n.nspname || '.' || c.relname <> 'kit.migration'
  order by 1`;

/** Every table of ours, of whatever service, as it is now. */
export async function readTables(db: pg.Pool | pg.Client): Promise<Table[]> {
  return (await (db as pg.Client).query<Table>(TABLES)).rows;
}

/** Whether a table has a column. */
export function has(table: Table, column: string): boolean {
  return table.columns.some(({ name }) => name === column);
}
