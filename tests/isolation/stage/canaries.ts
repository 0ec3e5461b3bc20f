import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Column, Table } from './catalogue.ts';
import { conditionOf, type Whose } from './whose.ts';

/** A word that stands in one column of one victim's rows and nowhere else. */
export interface Canary {
  readonly word: string;
  readonly victim: string;
  readonly table: string;
  readonly column: string;
}

/** Canaries, and the columns the database let none into. */
export interface Planted {
  readonly canaries: Canary[];
  readonly refused: { readonly column: string; readonly why: string }[];
}

const WORD = /qz[0-9a-f]{12}zq/g;
/** Columns that the cast's own sessions and the working of a partner hang on: with a canary there, nothing would run. */
const NEEDED =
  /^identity\.(session\.(token_hash|viewer|stage|way|user_agent|address)|membership\.roles|headquarters_membership\.roles|partner\.(time_zone|calendar|state)|account\.(email_key|locale|time_zone))$|\.clock_mode$/;

/** The canary of a column: always the same word, so that a find says where it comes from. */
export function canaryOf(victim: string, table: string, column: string): Canary {
  const word = `qz${createHash('sha256').update(`${victim} ${table} ${column}`).digest('hex').slice(0, 12)}zq`;
  return { word, victim, table, column };
}

/** Every canary in a text. */
export function canariesIn(text: string): string[] {
  return [...new Set(text.match(WORD) ?? [])];
}

/** Puts a canary of its own into every column of text, lists and JSON of a victim's rows. */
export async function plantCanaries(
  owner: pg.Pool,
  tables: readonly Table[],
  whose: Whose,
  { onlyEmpty = false }: { onlyEmpty?: boolean } = {},
): Promise<Planted> {
  const planted: Planted = { canaries: [], refused: [] };
  for (const table of tables) {
    const theirs = conditionOf(table, whose);
    if (!theirs) continue;
    for (const column of table.columns) {
      const name = `${table.name}.${column.name}`;
      if (column.isGenerated || NEEDED.test(name) || !['text', 'varchar', '_text', 'jsonb'].includes(column.type))
        continue;
      const canary = canaryOf(whose.name, table.name, column.name);
      const where = onlyEmpty ? `${theirs} and "${column.name}" is null` : theirs;
      if (onlyEmpty && (column.type !== 'text' || !column.isNullable)) continue;
      const why = await plant(owner, table, column, where, canary.word);
      if (why === undefined) planted.canaries.push(canary);
      else planted.refused.push({ column: name, why });
    }
  }
  return planted;
}

/** Each row's word carries a piece of its own, so that what has to be unique stays so. @returns why not, else undefined */
async function plant(
  owner: pg.Pool,
  table: Table,
  column: Column,
  where: string,
  word: string,
): Promise<string | undefined> {
  const name = `"${column.name}"`;
  const piece = `left(md5(t.ctid::text), 8)`;
  const value = column.type === '_text' ? `array['${word}']` : `'${word}' || ${piece}`;
  const needsWords = table.checks.some((check) => new RegExp(`"?${column.name}"? = (ANY|')`).test(check));
  if (needsWords) return 'a closed list of words';
  try {
    if (column.type === 'jsonb') await plantJson(owner, table, column, where, word);
    else await owner.query(`update ${table.name} t set ${name} = ${value} where ${where}`);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** JSON keeps its form: its texts become the word; what has none gets one, where it is an object or nothing. */
async function plantJson(owner: pg.Pool, table: Table, { name }: Column, where: string, word: string): Promise<void> {
  const { rows } = await owner.query<{ place: string; value: unknown }>(
    `select ctid::text as place, "${name}" as value from ${table.name} where ${where}`,
  );
  for (const { place, value } of rows)
    await owner.query(`update ${table.name} set "${name}" = $1 where ctid = $2::tid`, [
      JSON.stringify(withWord(value, word)),
      place,
    ]);
}

function withWord(value: unknown, word: string): unknown {
  if (typeof value === 'string') return word;
  if (Array.isArray(value)) return value.map((one) => withWord(one, word));
  if (value === null || value === undefined) return { canary: word };
  if (typeof value !== 'object') return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, one === null ? null : withWord(one, word)]),
  );
  return { ...inner, canary: word };
}
