import type pg from 'pg';
import { type Canary, canariesIn } from '../stage/canaries.ts';
import { has, type Table } from '../stage/catalogue.ts';
import { conditionOf, type Whose } from '../stage/whose.ts';

/** A canary in a row that isn't its victim's. */
export interface Strayed {
  readonly where: string;
  readonly canary: string;
}

/**
 * Looks through every text, list and JSON of every table: mail rows, kept answers, archives, trails. A canary may stand in
 * its victim's rows alone.
 */
export async function strayCanaries(
  owner: pg.Pool,
  tables: readonly Table[],
  victims: readonly Whose[],
  canaries: readonly Canary[],
  isAlsoAtHome: (canary: Canary, tenant: string | null) => boolean,
): Promise<Strayed[]> {
  const strayed: Strayed[] = [];
  const known = new Map(canaries.map((canary) => [canary.word, canary]));
  for (const table of tables) {
    const columns = table.columns.filter(({ type }) => ['text', 'varchar', '_text', 'jsonb', 'json'].includes(type));
    for (const { name } of columns) {
      const theirs = victims.map((whose) => ({ whose, where: conditionOf(table, whose) ?? 'false' }));
      const which = theirs.map(({ where }) => `coalesce((${where}), false)`).join(', ');
      const tenant = has(table, 'tenant_id') ? 'tenant_id' : has(table, 'partner_id') ? 'partner_id' : 'null::uuid';
      const { rows } = await owner.query<{ value: string; theirs: boolean[]; tenant: string | null }>(
        `select "${name}"::text as value, array[${which}] as theirs, ${tenant} as tenant from ${table.name} where "${name}"::text ~ 'qz[0-9a-f]{12}zq'`,
      );
      for (const row of rows)
        for (const word of canariesIn(row.value)) {
          const canary = known.get(word);
          const isHome = victims.some(({ name: victim }, i) => victim === canary?.victim && row.theirs[i]);
          if (canary && !isHome && !isAlsoAtHome(canary, row.tenant))
            strayed.push({
              where: `${table.name}.${name}`,
              canary: `${canary.victim} ${canary.table}.${canary.column}`,
            });
        }
    }
  }
  return strayed;
}

/** What the system itself goes on writing: what follows from events, and how far it has come. */
const OWN_COURSE =
  /^(kit\.(consumed_event|outbox_event|consumer_position|event_aside)|network\.|ledger\.archive|notifications\.mail_sending)/;

/** A fingerprint of each of somebody's rows, by table. */
export async function rowsOf(owner: pg.Pool, tables: readonly Table[], whose: Whose): Promise<Map<string, string[]>> {
  const prints = new Map<string, string[]>();
  for (const table of tables) {
    const where = conditionOf(table, whose);
    if (!where || OWN_COURSE.test(table.name)) continue;
    const { rows } = await owner.query<{ print: string }>(
      `select md5(t::text) as print from ${table.name} t where ${where}`,
    );
    prints.set(
      table.name,
      rows.map(({ print }) => print),
    );
  }
  return prints;
}

/** Tables in which a row is another or gone, and, where nobody else adds any either, those with new ones. */
export function changed(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
  mayGrow: boolean,
): string[] {
  return [...before.keys()].filter((table) => {
    const [was, is] = [before.get(table) ?? [], new Set(after.get(table))];
    return was.some((print) => !is.has(print)) || (!mayGrow && is.size !== new Set(was).size);
  });
}
