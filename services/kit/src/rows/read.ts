import { notFound } from '../problem/problem.ts';
import type { Scope } from '../tenancy/logins.ts';
import type { Reader, Row } from '../tenancy/reader.ts';
import { builderOf, type Positional } from './row-builder.ts';
import type { Selection } from './selection.ts';
import { pick, type Shape } from './shape.ts';
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
  const { list, from, width, build } = planOf(shape, selection);
  const besides = customerColumn(source, shape).map((column) => `, ${column}`);
  const statement = compile(sql`${text(`select ${list}${besides.join('')}${from}`)}${where}${tail}`);
  const rows = await source.reader.query<Positional>(source.scope, { ...statement, isPositional: true });
  noteCustomers(source, rows, width);
  return rows.map((row) => build(row) as T);
}

interface Plan {
  readonly list: string;
  readonly from: string;
  readonly width: number;
  readonly build: (row: Positional) => Row;
}

const plans = new WeakMap<Selection, Map<Shape, Plan>>();

/** What stands before the conditions, and how the rows are read; worked out once per compiled operation. */
function planOf(shape: Shape, selection: Selection): Plan {
  const known = plans.get(selection) ?? new Map<Shape, Plan>();
  plans.set(selection, known);
  let plan = known.get(shape);
  if (!plan) {
    const { columns, joins } = pick(shape, selection);
    plan = {
      list: columns.map((column, i) => `${column.sql} as "${i}"`).join(', '),
      from: ` from ${shape.table} ${shape.alias} ${joins.join(' ')} where `,
      width: columns.length,
      build: builderOf(columns),
    };
    known.set(shape, plan);
  }
  return plan;
}

/** The column that says whose row it is, where somebody has to account for it. */
export function customerColumn({ seen }: Source, { customer }: Shape): string[] {
  return seen && customer ? [`${customer} as of_customer`] : [];
}

/** Remembers whose rows these are, by the column that says it: its name, or its place. */
export function noteCustomers(
  { seen }: Source,
  rows: readonly object[],
  column: string | number = 'of_customer',
): void {
  if (!seen) return;
  for (const row of rows) {
    const customer = (row as Record<string | number, unknown>)[column];
    if (typeof customer === 'string') seen.add(customer);
  }
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
