import { randomUUID } from 'node:crypto';
import { getNamedType } from 'graphql';
import type { Listening } from '../../kit/person.ts';
import type { World } from '../../kit/world.ts';
import { callOf, takesId } from '../stage/call.ts';
import type { Asker } from '../stage/cast.ts';
import { contractOf, rootFieldsOf } from '../stage/contracts.ts';
import { type IdPool, tablesMeant } from '../stage/ids.ts';
import { Random } from '../stage/random.ts';
import { selectionOf } from '../stage/selection.ts';
import { note, type Tally } from './crawl.ts';
import type { Finds } from './finds.ts';
import type { Loot } from './questions.ts';

interface Open {
  readonly asker: Asker;
  readonly asked: string;
  readonly listening: Listening<Record<string, unknown>>;
}

/** Listens to everything there is to listen to, for all changes and for those of stolen ids. */
export async function listenToEverything(
  askers: readonly Asker[],
  lootOf: (asker: Asker) => Loot,
  tally: Tally,
): Promise<Open[]> {
  const random = new Random(7);
  const open: Open[] = [];
  for (const asker of askers) {
    // A program's token opens no socket here.
    if (asker.role === 'token') continue;
    for (const root of rootFieldsOf(asker.surface, 'subscription')) {
      const answers = getNamedType(root.field.type).name;
      const stolen = lootOf(asker).stolen;
      const ids = root.field.args.some(takesId)
        ? tablesMeant('id', root.field.name.replace(/Changed$/, ''), answers, stolen).flatMap(
            (table) => stolen.get(table)?.slice(0, 2) ?? [],
          )
        : [];
      for (const id of [undefined, ...ids.slice(0, 3)]) {
        const selection = selectionOf(contractOf(asker.surface), root.field, random, { words: 120, plain: true });
        const { document, variables } = callOf(
          root,
          { id: () => id, isGiven: (arg) => id !== undefined && takesId(arg) },
          selection,
        );
        const listening = await asker.person.listen<Record<string, unknown>>(document, variables);
        open.push({ asker, asked: `${document} ${JSON.stringify(variables)}`, listening });
        note(tally, asker, 'SUBSCRIBED');
      }
    }
  }
  return open;
}

/**
 * Says of every row of a tenant that something happened to it, as the outbox does: once in its own tenant's name, and once,
 * as a mistake of ours would be, in the listeners' own.
 */
export async function stir(world: World, tenant: string, inNameOf: readonly string[], pool: IdPool): Promise<number> {
  let events = 0;
  for (const [table, ids] of pool) {
    const [, own = ''] = table.split('.');
    const noun = own.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    for (const name of [tenant, ...inNameOf])
      for (const id of ids.slice(0, 5)) {
        await world.owner.query(
          `insert into kit.outbox_event (tenant_id, id, customer_id, event, noun, noun_id, ids) values ($1, $2, null, $3, $4, $5, '{}')`,
          [name, randomUUID(), `${noun}Changed`, noun, id],
        );
        events += 1;
      }
  }
  return events;
}

/** Looks through what was told since the last time, and lets go of it. @returns how much that was */
export function lookAtNews(open: readonly Open[], finds: Finds): number {
  let told = 0;
  for (const { asker, asked, listening } of open) {
    const news = listening.seen.splice(0);
    told += news.length;
    if (news.length > 0) finds.look(asker, JSON.stringify(news), asked);
  }
  return told;
}

/** Looks through all that was told and stops listening. */
export async function lookThrough(open: readonly Open[], finds: Finds): Promise<number> {
  const told = lookAtNews(open, finds);
  for (const { listening } of open) listening.stop();
  await Promise.all([...new Set(open.map(({ asker }) => asker.person))].map((person) => person.leave()));
  return told;
}
