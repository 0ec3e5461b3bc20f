import type { Selection } from './selection.ts';

/** A card of another service, joined by the tenant and one column of ours (architecture.md 7). */
export interface Card {
  /** View and columns the card publishes, e.g. `customers.customer_card`. */
  readonly view: string;
  /** Our column that holds its id. */
  readonly by: string;
  /** GraphQL field to the card's column. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Rows of another shape that hang on ours, read in the same statement. */
export interface Below {
  readonly shape: () => Shape;
  /** Trusted SQL that ties the inner alias to the outer one. */
  readonly on: string;
  readonly orderBy?: string;
  readonly limit?: number;
  /** One row instead of a list. */
  readonly single?: boolean;
}

/** How a GraphQL field is read. A string is a SQL expression over the shape's alias. */
export type Column =
  | string
  | { readonly card: Card }
  | { readonly below: Below }
  /** Worked out by a field resolver from these other fields of the row. */
  | { readonly needs: readonly string[] };

/** How a noun's rows are read: GraphQL fields over one table. */
export interface Shape {
  /** Table, e.g. `support.ticket`. */
  readonly table: string;
  /** Alias used in every expression, e.g. `t`. */
  readonly alias: string;
  /** Whose row it is, as SQL over the alias, where it is about one of the partner's customers. */
  readonly customer?: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** One output column and how it lands in the row. */
export interface Picked {
  readonly sql: string;
  readonly path: readonly string[];
}

/** What a selection needs of a shape: output columns, joins, and which cards are empty when their key is null. */
export interface Pick {
  readonly columns: readonly Picked[];
  readonly joins: readonly string[];
}

/** The columns and joins a selection needs. Fields the shape does not know belong to another service and are left to it. */
export function pick(shape: Shape, selection: Selection): Pick {
  const columns: Picked[] = [];
  const joins = new Set<string>();
  const seen = new Set<string>();
  const add = (field: string, below: Selection): void => {
    const column = shape.columns[field];
    if (column === undefined || seen.has(field)) return;
    seen.add(field);
    if (typeof column === 'string') columns.push({ sql: column, path: [field] });
    else if ('needs' in column) for (const needed of column.needs) add(needed, {});
    else if ('below' in column) columns.push({ sql: belowSql(column.below, below), path: [field] });
    else addCard(shape, field, column.card, below, columns, joins);
  };
  for (const [field, below] of Object.entries(selection)) add(field, below);
  if (columns.length === 0) add('id', {});
  return { columns, joins: [...joins] };
}

function addCard(
  shape: Shape,
  field: string,
  card: Card,
  below: Selection,
  columns: Picked[],
  joins: Set<string>,
): void {
  const key = `${shape.alias}.${card.by}`;
  columns.push({ sql: key, path: [field, 'id'] });
  for (const name of Object.keys(below)) {
    const column = card.fields[name];
    if (!column || name === 'id') continue;
    const alias = `${shape.alias}_${field}`;
    joins.add(
      `left join ${card.view} ${alias} on ${alias}.tenant_id = ${shape.alias}.tenant_id and ${alias}.id = ${key}`,
    );
    columns.push({ sql: `${alias}.${column}`, path: [field, name] });
  }
}

/** Rows beneath a row as one JSON value: a detail page is one statement. */
function belowSql(below: Below, selection: Selection): string {
  const shape = below.shape();
  const inner = `select ${jsonColumns(shape, selection)} where ${below.on}`;
  const ordered = `${inner}${below.orderBy ? ` order by ${below.orderBy}` : ''} limit ${below.single ? 1 : (below.limit ?? 200)}`;
  return below.single
    ? `(select to_json(x) from (${ordered}) x)`
    : `(select coalesce(json_agg(x), '[]'::json) from (${ordered}) x)`;
}

function jsonColumns(shape: Shape, selection: Selection): string {
  const { columns, joins } = pick(shape, selection);
  const nested = new Map<string, Picked[]>();
  const out: string[] = [];
  for (const column of columns) {
    const [head, tail] = column.path;
    if (tail === undefined) out.push(`${column.sql} as "${head}"`);
    else nested.set(head ?? '', [...(nested.get(head ?? '') ?? []), column]);
  }
  for (const [head, fields] of nested) {
    const pairs = fields.map((field) => `'${field.path[1]}', ${field.sql}`).join(', ');
    out.push(`case when ${fields[0]?.sql} is not null then json_build_object(${pairs}) end as "${head}"`);
  }
  return `${out.join(', ')} from ${shape.table} ${shape.alias} ${joins.join(' ')}`;
}
