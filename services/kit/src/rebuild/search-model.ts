import { compareTokens, dropStrays, straysOf, writeTokensOf } from '../ledger/rewrite-tokens.ts';
import type { Source } from '../rows/read.ts';
import type { FindableSource } from '../search-token/findable-source.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import { FIRST_ID, type ReadModel, type ReadModelPart } from './read-model.ts';

interface Identified {
  readonly id: string;
}

/** What things of a noun are found by, and how they are shown among the hits. */
export function searchModel(source: FindableSource): ReadModel {
  return { name: `search.${source.noun}`, parts: [things(source), strays(source)] };
}

const GIVEN = 't.id in (select value::uuid from jsonb_array_elements_text(?::jsonb))';

/**
 * Each thing's row is locked before it is read, as its writers lock it: so what is written is what the row says, and a
 * writer who waits for us writes after us.
 */
function things(source: FindableSource): ReadModelPart {
  const { noun, table, select } = source;
  return {
    name: 'things',
    async rebuild(unit, after, atMost) {
      const range = await unit.execute<Identified>(
        `select t.id from ${table} t where t.tenant_id = ? and t.id > ?::uuid order by t.id limit ${atMost}`,
        [unit.tenant, after ?? FIRST_ID],
      );
      const batch = await lockedOf(unit, table, range);
      const rows = await unit.execute<Identified>(`${select} where t.tenant_id = ? and ${GIVEN}`, [
        unit.tenant,
        JSON.stringify(batch),
      ]);
      const changed = await writeTokensOf(
        unit,
        noun,
        rows.map((row) => source.findable(row)),
      );
      const isAll = batch.length === range.length && range.length < atMost;
      return { place: isAll ? null : (batch.at(-1) ?? null), seen: rows.length, changed };
    },
    async compare({ reader, scope }, after, atMost) {
      const rows = await reader.query<Identified>(scope, {
        text: `${select} where t.id > $1::uuid order by t.id limit $2`,
        values: [after ?? FIRST_ID, atMost],
      });
      const differing = await compareTokens(
        { reader, scope },
        noun,
        rows.map((row) => source.findable(row)),
      );
      return { place: rows.length < atMost ? null : (rows.at(-1)?.id ?? null), seen: rows.length, differing };
    },
  };
}

/**
 * Locks things up to the first one somebody else has locked. Only the first is waited for, while nothing is held: so
 * nobody who locks in another order ever waits in a circle with us.
 */
async function lockedOf(unit: UnitOfWork, table: string, range: readonly Identified[]): Promise<string[]> {
  const [first, ...rest] = range.map(({ id }) => id);
  if (first === undefined) return [];
  const lock = (ids: readonly string[], how: string) =>
    unit.execute<Identified>(
      `select t.id from ${table} t where t.tenant_id = ? and ${GIVEN} order by t.id for no key update ${how}`,
      [unit.tenant, JSON.stringify(ids)],
    );
  await lock([first], '');
  const free = new Set((await lock(rest, 'skip locked')).map(({ id }) => id));
  const busy = rest.findIndex((id) => !free.has(id));
  return [first, ...(busy < 0 ? rest : rest.slice(0, busy))];
}

/** What is found and is no longer there. */
function strays({ noun, table }: FindableSource): ReadModelPart {
  const look = async (query: Parameters<typeof straysOf>[0], after: string | null, atMost: number) => {
    const { ids, place, seen } = await straysOf(query, { noun, table, after: after ?? FIRST_ID, atMost });
    return { ids, place, seen };
  };
  return {
    name: 'strays',
    async rebuild(unit, after, atMost) {
      const { ids, place, seen } = await look((text, values) => unit.execute(text, values), after, atMost);
      if (ids.length > 0) await dropStrays(unit, noun, ids);
      return { place, seen, changed: ids.length };
    },
    async compare({ reader, scope }: Source, after, atMost) {
      const ask = (text: string, values: readonly unknown[]) => {
        let i = 0;
        return reader.query<{ id: string }>(scope, { text: text.replace(/\?/g, () => `$${++i}`), values });
      };
      const { ids, place, seen } = await look(ask, after, atMost);
      return { place, seen, differing: ids };
    },
  };
}
