import type { Source } from '../rows/read.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import { type Findable, subtitleOf } from './write-tokens.ts';

const THINGS = `jsonb_to_recordset(?::jsonb) as g (id uuid, customer_id uuid, title text, subtitle text, tokens jsonb)`;

function rowsOf(things: readonly Findable[]): string {
  return JSON.stringify(
    things.map(({ id, customerId, title, subtitle, tokens }) => ({
      ...{ id, customer_id: customerId, title, subtitle: subtitleOf(subtitle), tokens },
    })),
  );
}

/**
 * The same as `writeTokens` for many things of a noun at once, for a rebuild: rows that are right already are left alone.
 * @returns how many things were found by something else before, or shown otherwise
 */
export async function writeTokensOf(unit: UnitOfWork, noun: string, things: readonly Findable[]): Promise<number> {
  if (things.length === 0) return 0;
  const [row] = await unit.execute<{ changed: number }>(
    `with given as materialized (select ?::uuid as tenant_id, ?::text as noun, g.* from ${THINGS}),
       wanted as materialized (select distinct g.tenant_id, g.noun, g.id, g.customer_id, w.value as token
         from given g, jsonb_array_elements_text(g.tokens) w),
       gone as (delete from ledger.search_token t using given g where t.tenant_id = g.tenant_id and t.noun_id = g.id and t.noun = g.noun
         and not exists (select 1 from wanted w where w.id = t.noun_id and w.token = t.token) returning t.noun_id),
       kept as (insert into ledger.search_token as t (tenant_id, token, noun, noun_id, customer_id)
         select w.tenant_id, w.token, w.noun, w.id, w.customer_id from wanted w
         on conflict (tenant_id, token, noun, noun_id) do update set customer_id = excluded.customer_id
         where t.customer_id is distinct from excluded.customer_id returning t.noun_id),
       shown as (insert into ledger.search_subject as s (tenant_id, noun, noun_id, customer_id, title, subtitle)
         select g.tenant_id, g.noun, g.id, g.customer_id, g.title, g.subtitle from given g
         on conflict (tenant_id, noun, noun_id) do update
         set customer_id = excluded.customer_id, title = excluded.title, subtitle = excluded.subtitle
         where (s.customer_id, s.title, s.subtitle) is distinct from (excluded.customer_id, excluded.title, excluded.subtitle)
         returning s.noun_id)
     select count(*)::int as changed from (select noun_id from gone union select noun_id from kept union select noun_id from shown) x`,
    [unit.tenant, noun, rowsOf(things)],
  );
  return row?.changed ?? 0;
}

/** Ids of things that are found by something else than they should, or shown otherwise. */
export async function compareTokens(
  { reader, scope }: Source,
  noun: string,
  things: readonly Findable[],
): Promise<string[]> {
  if (things.length === 0) return [];
  const rows = await reader.query<{ id: string }>(scope, {
    text: `select g.id from ${THINGS.replace('?', '$1')}
      left join ledger.search_subject s on s.noun = $2 and s.noun_id = g.id
      cross join lateral (select array_agg(t.token order by t.token) as tokens,
        bool_or(t.customer_id is distinct from g.customer_id) as is_anothers from ledger.search_token t where t.noun_id = g.id and t.noun = $2) k
      cross join lateral (select array_agg(distinct w.value collate "C" order by w.value collate "C") as tokens
        from jsonb_array_elements_text(g.tokens) w) e
      where s.noun_id is null or (s.customer_id, s.title, s.subtitle) is distinct from (g.customer_id, g.title, g.subtitle)
        or k.tokens is distinct from e.tokens or k.is_anothers order by g.id`,
    values: [rowsOf(things), noun],
  });
  return rows.map(({ id }) => id);
}

/** Runs a statement with `?` for its values. */
type Ask = (text: string, values: readonly unknown[]) => Promise<{ id: string }[]>;

/** Which things of the search are no longer in their table, among the next ones behind a place. */
export async function straysOf(
  ask: Ask,
  { noun, table, after, atMost }: { noun: string; table: string; after: string; atMost: number },
): Promise<{ ids: string[]; place: string | null; seen: number }> {
  // One step of the index a thing, however many tokens it has.
  const found = await ask(
    `with recursive w as (
       (select t.noun_id from ledger.search_token t where t.noun = ? and t.noun_id > ?::uuid order by t.noun_id limit 1)
       union all select (select t.noun_id from ledger.search_token t where t.noun = ? and t.noun_id > w.noun_id order by t.noun_id limit 1)
       from w where w.noun_id is not null)
     select w.noun_id as id from w where w.noun_id is not null limit ${atMost}`,
    [noun, after, noun],
  );
  const place = found.length < atMost ? null : (found.at(-1)?.id ?? null);
  const rows = await ask(
    `select x.id from (select value::uuid as id from jsonb_array_elements_text(?::jsonb)
       union select s.noun_id from ledger.search_subject s where s.noun = ? and s.noun_id > ?::uuid and s.noun_id <= ?::uuid) x
     where not exists (select 1 from ${table} t where t.id = x.id) order by x.id`,
    [JSON.stringify(found.map(({ id }) => id)), noun, after, place ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  );
  return { ids: rows.map(({ id }) => id), place, seen: found.length };
}

/** Makes things be found no more. */
export async function dropStrays(unit: UnitOfWork, noun: string, ids: readonly string[]): Promise<void> {
  await unit.execute(
    `with gone as (select ?::uuid as tenant_id, ?::text as noun, value::uuid as id from jsonb_array_elements_text(?::jsonb)),
       t as (delete from ledger.search_token t using gone g where t.tenant_id = g.tenant_id and t.noun = g.noun and t.noun_id = g.id)
     delete from ledger.search_subject s using gone g where s.tenant_id = g.tenant_id and s.noun = g.noun and s.noun_id = g.id`,
    [unit.tenant, noun, JSON.stringify(ids)],
  );
}
