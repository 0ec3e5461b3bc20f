import { all, join, type Sql, sql, text as trusted } from '../rows/sql.ts';
import { type TokenCondition, tokensOfQuery } from '../search-token/search-token.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';

/** A thing that can be found: by which tokens, and how it is shown among the hits. */
export interface Findable {
  /** Its name in events: `ticket`, `dispatchOrder`, `customer`. */
  readonly noun: string;
  readonly id: string;
  /** Whose it is; the portal finds nothing without. A customer is its own. */
  readonly customerId: string | null;
  /** Number or name, e.g. T2026-00042. */
  readonly title: string;
  /** What it is about, e.g. the symptom; the customer's name is added when it is shown. */
  readonly subtitle?: string | null;
  /** From `tokensOf`. */
  readonly tokens: readonly string[];
}

const SUBTITLE_LENGTH = 120;

/** As much of a line as is shown among the hits. */
export function subtitleOf(text: string | null | undefined): string | null {
  return [...(text ?? '')].slice(0, SUBTITLE_LENGTH).join('') || null;
}

/** Writes what a thing is found by, in one statement: what it no longer has is removed. Call it again whenever a text of the thing changes. */
export async function writeTokens(unit: UnitOfWork, thing: Findable): Promise<void> {
  const { noun, id, customerId, title, subtitle, tokens } = thing;
  await unit.execute(
    `with given as (select ?::uuid as tenant_id, ?::text as noun, ?::uuid as noun_id, ?::uuid as customer_id),
       wanted as (select distinct value as token from jsonb_array_elements_text(?::jsonb)),
       gone as (delete from ledger.search_token t using given g where t.tenant_id = g.tenant_id and t.noun_id = g.noun_id
         and t.noun = g.noun and not exists (select 1 from wanted w where w.token = t.token)),
       kept as (insert into ledger.search_token as t (tenant_id, token, noun, noun_id, customer_id)
         select g.tenant_id, w.token, g.noun, g.noun_id, g.customer_id from given g, wanted w
         on conflict (tenant_id, token, noun, noun_id) do update set customer_id = excluded.customer_id
         where t.customer_id is distinct from excluded.customer_id)
     insert into ledger.search_subject (tenant_id, noun, noun_id, customer_id, title, subtitle)
     select g.tenant_id, g.noun, g.noun_id, g.customer_id, ?::text, ?::text from given g
     on conflict (tenant_id, noun, noun_id) do update
     set customer_id = excluded.customer_id, title = excluded.title, subtitle = excluded.subtitle`,
    [unit.tenant, noun, id, customerId, JSON.stringify(tokens), title, subtitleOf(subtitle)],
  );
}

/**
 * A condition on a shape's id for what people type: all words have to match, each by equality or by a prefix.
 * `column` is the shape's id with its alias, e.g. `t.id`. Null: nothing to search for.
 */
export function tokenMatch(text: string, noun: string, column = 'id'): Sql | null {
  const found = tokenSearch(text, noun);
  return found && sql`${trusted(column)} in (${found})`;
}

/** Ids of what matches, as a select of `noun_id`; over every noun where none is named. Null: nothing to search for. */
export function tokenSearch(text: string, noun?: string): Sql | null {
  const [first, ...rest] = tokensOfQuery(text);
  if (!first) return null;
  const also = rest.map(
    (alternatives, i) =>
      sql`exists (select 1 from ledger.search_token ${trusted(`s${i}`)} where ${trusted(
        `s${i}.tenant_id = s.tenant_id and s${i}.noun_id = s.noun_id and s${i}.noun = s.noun`,
      )} and ${anyOf(alternatives, `s${i}`)})`,
  );
  return sql`select s.noun_id from ledger.search_token s where ${all([anyOf(first, 's'), noun ? sql`s.noun = ${noun}` : null, ...also])}`;
}

/** Sorts behind every token that begins with what stands before it. */
const LAST = '\u{10FFFF}';

function anyOf(alternatives: readonly TokenCondition[], alias: string): Sql {
  const column = trusted(`${alias}.token`);
  const each = alternatives.map(({ token, match }) =>
    match === 'equals' ? sql`${column} = ${token}` : sql`(${column} >= ${token} and ${column} < ${token + LAST})`,
  );
  return sql`(${join(each, ' or ')})`;
}
