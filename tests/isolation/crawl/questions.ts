import { type GraphQLArgument, type GraphQLInputType, getNamedType } from 'graphql';
import { type Call, callOf, sometimes, type Values } from '../stage/call.ts';
import { contractOf, type RootField, type Surface } from '../stage/contracts.ts';
import { type IdPool, tablesMeant } from '../stage/ids.ts';
import type { Random } from '../stage/random.ts';
import { type Selection, selectionOf } from '../stage/selection.ts';

/** What somebody has at hand to ask with. */
export interface Loot {
  readonly own: IdPool;
  /** Ids of those whose rows must not be seen. */
  readonly stolen: IdPool;
  readonly canaries: readonly string[];
  readonly cursors: readonly string[];
  /** Names, numbers and telephone numbers of the victims as they were. */
  readonly words: readonly string[];
}

/** How a question is put: with nothing, with one's own, with what was stolen, with words and cursors of the victims. */
export const WAYS = ['plain', 'own', 'stolen', 'words', 'cursors'] as const;
export type Way = (typeof WAYS)[number];

const VARIANTS = 6;
const selections = new Map<string, Selection>();

/** One of a few selections of a field: a bounded number of documents, as the gateway keeps a bounded number of plans. */
function someSelection(surface: Surface, root: RootField, random: Random): Selection {
  const key = `${surface} ${root.kind} ${root.field.name} ${Math.floor(random.next() * VARIANTS)}`;
  let selection = selections.get(key);
  if (!selection) {
    selection = selectionOf(contractOf(surface), root.field, random);
    selections.set(key, selection);
  }
  return selection;
}

/** A question for a root field, put one way. */
export function question(surface: Surface, root: RootField, way: Way, loot: Loot, random: Random): Call {
  const pool = way === 'own' ? loot.own : loot.stolen;
  const answers = getNamedType(root.field.type).name;
  const values: Values = {
    id: (argument) => {
      const from = way === 'stolen' || way === 'own' ? pool : random.chance(0.5) ? loot.own : loot.stolen;
      const meant = tablesMeant(argument, root.field.name, answers, from);
      // Mostly what is meant; now and then an id of something else altogether.
      const table = random.chance(0.9) ? (random.chance(0.7) ? meant[0] : random.of(meant)) : undefined;
      return random.of(from.get(table ?? random.of([...from.keys()]) ?? '') ?? []);
    },
    text: (argument) => {
      if (argument === 'after' || argument === 'cursor') return random.of(loot.cursors);
      if (way !== 'words') return undefined;
      // What a change writes stays: a canary there would be the asker's own.
      return random.of(root.kind === 'query' && random.chance(0.6) ? loot.canaries : loot.words);
    },
    isGiven: (argument) => isGiven(argument, way, random),
  };
  return callOf(root, values, someSelection(surface, root, random));
}

function isGiven(
  argument: GraphQLArgument | { name: string; type: GraphQLInputType },
  way: Way,
  random: Random,
): boolean {
  if (way === 'plain') return false;
  if (/^(after|cursor)$/.test(argument.name)) return way === 'cursors';
  if (way === 'words' && /search|text|number|query/.test(argument.name)) return true;
  if (way === 'stolen' && getNamedType(argument.type).name === 'ID') return argument.name !== 'idempotencyKey';
  return sometimes(random, 0.3)(argument, undefined as never);
}
