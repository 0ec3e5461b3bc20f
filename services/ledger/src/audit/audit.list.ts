import { tokenSearch } from '@landfall/kit/ledger/write-tokens';
import { invalid, Problem } from '@landfall/kit/problem/problem';
import { type Connection, type Order, page } from '@landfall/kit/rows/page';
import { type Sql, sql, text as trusted } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { type TrailRow, trailShape, WHOLE_LINES } from './audit.shape.ts';
import { AuditBy, type AuditEntryType, type AuditFilter } from './audit-entry.type.ts';
import { readableLines } from './readable-lines.ts';

const NEWEST_FIRST: Order = { column: 'at', type: 'timestamptz', descending: true };
/** A text is looked for in what changed, line by line: within a period only. Days. */
const TEXT_DAYS = 30;
const LONGEST_TEXT = 100;
const MOST_TEXT_DAYS = 92;

/** One page of the trail, newest first: one statement, and one for the names of people and customers in it. */
export async function trailPage(
  context: Context,
  filter: AuditFilter,
  args: { first?: number | null | undefined; after?: string | null | undefined },
): Promise<Connection<AuditEntryType>> {
  const rows = await page<TrailRow>(
    context.source,
    trailShape,
    WHOLE_LINES,
    { first: args.first ?? null, after: args.after ?? null },
    NEWEST_FIRST,
    conditionsOf(context, filter),
  ).catch((error: unknown) => {
    // More lines than can be looked through in the time a question has: the person can ask for fewer.
    if (filter.text?.trim() && error instanceof Problem && error.reason === 'busy')
      throw invalid('audit.tooMuch', ['from', 'until']);
    throw error;
  });
  const nodes = await readableLines(context, rows.nodes);
  const edges = nodes.map((node, i) => ({ node, cursor: cursorOf(rows.nodes[i] as TrailRow) }));
  return { nodes, edges, pageInfo: rows.pageInfo };
}

function cursorOf({ at, id }: TrailRow): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function conditionsOf({ viewer }: Context, filter: AuditFilter): (Sql | null | false)[] {
  const { actorId, by, noun, nounId, actions, until } = filter;
  const text = filter.text?.trim();
  const from = filter.from ?? (text ? (until ?? Temporal.Now.instant()).subtract({ hours: 24 * TEXT_DAYS }) : null);
  const end = until ?? Temporal.Now.instant();
  if (from && Temporal.Instant.compare(from, end) > 0) throw invalid('audit.period', ['from', 'until']);
  if (text && from && end.since(from).total('hours') > 24 * MOST_TEXT_DAYS)
    throw invalid('audit.textPeriod', ['from'], { max: MOST_TEXT_DAYS });
  return [
    actorId ? sql`e.actor_id = ${actorId}::uuid` : null,
    nounId ? sql`e.noun_id = ${nounId}::uuid` : null,
    noun ? sql`e.noun = ${noun}` : null,
    actions?.length ? sql`e.action = any(${actions}::text[])` : null,
    by === AuditBy.SYSTEM && sql`e.way = 'SYSTEM'`,
    by === AuditBy.PEOPLE && sql`e.way <> 'SYSTEM'`,
    by === AuditBy.SUPPORT && sql`e.support_id is not null`,
    from ? sql`e.at >= ${from.toString()}::timestamptz` : null,
    until ? sql`e.at < ${until.toString()}::timestamptz` : null,
    text ? textCondition(text, viewer.surface === 'desk') : null,
  ];
}

/** In the line itself, or about a thing that the search finds by it (a customer by pinyin, a ticket by its number). */
function textCondition(text: string, canSearch: boolean): Sql {
  if (text.length > LONGEST_TEXT) throw invalid('tooLong', ['text'], { max: LONGEST_TEXT });
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  // Case costs as much again as all the rest, and Chinese has none.
  const matches = trusted(text.toLowerCase() === text.toUpperCase() ? 'like' : 'ilike');
  const found = canSearch ? tokenSearch(text) : null;
  const written = sql`(e.label ${matches} ${like} or e.before::text ${matches} ${like} or e.after::text ${matches} ${like})`;
  return found ? sql`(${written} or e.noun_id in (${found}) or e.customer_id in (${found}))` : written;
}
