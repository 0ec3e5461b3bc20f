import { invalid } from '../problem/problem.ts';
import type { Row, Statement } from '../tenancy/reader.ts';
import { customerColumn, noteCustomers, type Source } from './read.ts';
import { builderOf, type Positional } from './row-builder.ts';
import { nodeSelection, type Selection } from './selection.ts';
import { pick, type Shape } from './shape.ts';
import { all, compile, type Sql, sql, text } from './sql.ts';

/** A list's order: one column, then the id, both in one direction. Needs an index that leads with the tenant. */
export interface Order {
  /** Column of the shape's own table, e.g. `updated_at`. */
  readonly column: string;
  /** Type the cursor's value is cast to. */
  readonly type: 'timestamptz' | 'text' | 'int';
  readonly descending: boolean;
}

/** What a client may ask of a page. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A Relay connection of plain rows. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { node: T; cursor: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The most rows a page holds. */
export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/**
 * One keyset page in one statement: the page is found on the table's index first, cards are joined to it after.
 * `where` speaks of the shape's own columns. @throws Problem INVALID for a cursor or a size that can't be
 */
export async function page<T>(
  source: Source,
  shape: Shape,
  selection: Selection,
  args: PageArgs,
  order: Order,
  where: readonly (Sql | false | null | undefined)[] = [],
): Promise<Connection<T>> {
  const size = args.first ?? DEFAULT_PAGE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) throw invalid('pageSize', ['first'], { max: MAX_PAGE });
  const plan = planOf(shape, nodeSelection(selection), order, customerColumn(source, shape));
  const { width, build } = plan;
  const after = args.after ? afterCursor(args.after, order, shape.alias) : undefined;
  const statement = statementOf(plan, size + 1, [after, ...where]);
  const rows = await source.reader.query<Positional>(source.scope, statement);
  const more = rows.length > size;
  if (more) rows.pop();
  noteCustomers(source, rows, width + 2);
  const nodes = rows.map((row) => build(row) as T);
  return {
    nodes,
    edges: selection.edges ? nodes.map((node, i) => ({ node, cursor: cursorOf(rows[i] as Positional, width) })) : [],
    pageInfo: new PageEnd(more, rows.at(-1), width),
  };
}

/** Where a page ends; the cursor is written for whoever asks for it. */
class PageEnd {
  constructor(
    readonly hasNextPage: boolean,
    private readonly last: Positional | undefined,
    private readonly width: number,
  ) {}

  get endCursor(): string | null {
    return this.last ? cursorOf(this.last, this.width) : null;
  }
}

interface Plan {
  readonly head: string;
  readonly tail: (limit: number) => string;
  /** Columns of the row; the cursor's two and whose row it is stand behind them. */
  readonly width: number;
  readonly build: (row: Positional) => Row;
  /** Statements without conditions, by how many rows they read: what most first pages ask. */
  readonly whole: Map<number, Statement>;
}

function statementOf(plan: Plan, limit: number, where: readonly (Sql | false | null | undefined)[]): Statement {
  const isWhole = where.every((condition) => !condition);
  const known = isWhole ? plan.whole.get(limit) : undefined;
  if (known) return known;
  const statement = { ...compile(sql`${text(plan.head)}${all(where)}${text(plan.tail(limit))}`), isPositional: true };
  if (isWhole) plan.whole.set(limit, statement);
  return statement;
}

const plans = new WeakMap<Selection, Map<string, Plan>>();

/** The statement around a page's conditions; worked out once per compiled operation. */
function planOf(shape: Shape, selection: Selection, order: Order, besides: readonly string[]): Plan {
  const known = plans.get(selection) ?? new Map<string, Plan>();
  plans.set(selection, known);
  const key = `${shape.table} ${order.column} ${order.descending} ${besides}`;
  let plan = known.get(key);
  if (!plan) {
    plan = makePlan(shape, selection, order, besides);
    known.set(key, plan);
  }
  return plan;
}

function makePlan(shape: Shape, selection: Selection, order: Order, besides: readonly string[]): Plan {
  const { columns, joins } = pick(shape, selection);
  const a = shape.alias;
  const key = `${a}.${order.column}`;
  const own = columns.map((column, i) => `${column.sql} as "${i}"`);
  const outer = [...own, `${key}::text as k`, `${a}.id as kid`, ...besides].join(', ');
  const inside = new Set([order.column, 'id']);
  for (const match of `${outer} ${joins.join(' ')}`.matchAll(new RegExp(`\\b${a}\\.(\\w+)`, 'g')))
    inside.add(match[1] ?? 'id');
  const direction = order.descending ? 'desc' : 'asc';
  const by = `order by ${key} ${direction}, ${a}.id ${direction}`;
  const inner = [...inside].map((column) => `${a}.${column}`).join(', ');
  return {
    head: `select ${outer} from (select ${inner} from ${shape.table} ${a} where `,
    tail: (limit) => ` ${by} limit ${limit}) ${a} ${joins.join(' ')} ${by}`,
    width: columns.length,
    build: builderOf(columns),
    whole: new Map(),
  };
}

function cursorOf(row: Positional, width: number): string {
  return Buffer.from(JSON.stringify([row[width], row[width + 1]])).toString('base64url');
}

function afterCursor(cursor: string, order: Order, alias: string): Sql {
  const [value, id] = parseCursor(cursor);
  const than = text(order.descending ? '<' : '>');
  return sql`(${text(`${alias}.${order.column}`)}, ${text(`${alias}.id`)}) ${than} (${value}${text(`::${order.type}`)}, ${id}::uuid)`;
}

function parseCursor(cursor: string): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && /^[0-9a-f-]{36}$/.test(String(parsed[1]))) {
      return [parsed[0], String(parsed[1])];
    }
  } catch {
    // falls through to the one answer for any cursor that isn't ours
  }
  throw invalid('invalidCursor', ['after']);
}
