import { notFound } from '../problem/problem.ts';
import type { Scope } from '../tenancy/logins.ts';
import type { Reader, Row } from '../tenancy/reader.ts';
import type { Selection } from './selection.ts';
import { type Picked, pick, type Shape } from './shape.ts';
import { compile, type Sql, sql, text } from './sql.ts';

/** Where a read goes: one login's pool, as one scope. */
export interface Source {
  readonly reader: Reader;
  readonly scope: Scope;
  /** Gets the customer of each row that is read. */
  readonly seen?: Set<string>;
}

/** Reads rows of a shape: exactly the selected columns, in one statement. */
export async function readMany<T>(
  source: Source,
  shape: Shape,
  selection: Selection,
  where: Sql,
  tail: Sql = text(''),
): Promise<T[]> {
  const { columns, joins } = pick(shape, selection);
  const own = columns.map((column, i) => `${column.sql} as "${i}"`);
  const list = [...own, ...customerColumn(source, shape)].join(', ');
  const statement = compile(
    sql`${text(`select ${list} from ${shape.table} ${shape.alias} ${joins.join(' ')} where `)}${where}${tail}`,
  );
  const rows = await source.reader.query<Row>(source.scope, statement);
  noteCustomers(source, rows);
  const build = builderOf(columns);
  return rows.map((row) => build(row) as T);
}

/** The column that says whose row it is, where somebody has to account for it. */
export function customerColumn({ seen }: Source, { customer }: Shape): string[] {
  return seen && customer ? [`${customer} as of_customer`] : [];
}

/** Remembers whose rows these are. */
export function noteCustomers({ seen }: Source, rows: readonly Row[]): void {
  if (!seen) return;
  for (const { of_customer } of rows) if (typeof of_customer === 'string') seen.add(of_customer);
}

/** One row by its id, as the viewer sees it. @throws Problem NOT_FOUND */
export async function readOne<T>(source: Source, shape: Shape, selection: Selection, id: string): Promise<T> {
  const [row] = await readMany<T>(source, shape, selection, sql`${text(`${shape.alias}.id`)} = ${id}`);
  if (!row) throw notFound();
  return row;
}

/** Rows by their ids, in the order asked, `null` where one is not visible: what `_entities` and loaders want. */
export async function readByIds<T extends { id: string }>(
  source: Source,
  shape: Shape,
  selection: Selection,
  ids: readonly string[],
): Promise<(T | null)[]> {
  const rows = await readMany<T>(
    source,
    shape,
    { id: {}, ...selection },
    sql`${text(`${shape.alias}.id`)} = any(${[...new Set(ids)]}::uuid[])`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** Turns positional columns into the nested row; a card whose key is null is null. */
export function builderOf(columns: readonly Picked[]): (row: Row) => Row {
  const steps = columns.map((column, i) => ({ key: String(i), head: column.path[0] ?? '', tail: column.path[1] }));
  return (row) => {
    const out: Row = {};
    for (const { key, head, tail } of steps) {
      const value = row[key];
      if (tail === undefined) out[head] = value;
      else if (tail === 'id') out[head] = value === null ? null : { id: value };
      else if (out[head]) (out[head] as Row)[tail] = value;
    }
    return out;
  };
}
