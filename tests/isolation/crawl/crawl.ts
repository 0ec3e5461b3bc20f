import { answerOf } from '../stage/answer-of.ts';
import type { Asker } from '../stage/cast.ts';
import { type Kind, type RootField, rootFieldsOf } from '../stage/contracts.ts';
import { inLanes } from '../stage/lanes.ts';
import { Random } from '../stage/random.ts';
import type { Finds } from './finds.ts';
import { type Loot, question, type Way } from './questions.ts';

/** What the crawl counts. */
export interface Tally {
  operations: number;
  readonly byRole: Map<string, number>;
  readonly codes: Map<string, number>;
  /** Root fields that answered with an error nobody foresaw, with what was asked. */
  readonly broken: Map<string, string>;
  /** Root fields that gave somebody an answer with something in it. */
  readonly answered: Set<string>;
}

export function newTally(): Tally {
  return { operations: 0, byRole: new Map(), codes: new Map(), answered: new Set(), broken: new Map() };
}

interface Piece {
  readonly asker: Asker;
  readonly root: RootField;
  readonly way: Way;
}

const LANES = 6;
/** What is asked of these stands in the asker's own trail: an export says what was exported. */
const NOTED: ReadonlySet<string> = new Set(['exportAudit']);

/** Asks every root field of everybody's contract in some ways, `rounds` times, and looks through every answer. */
export async function crawl(
  askers: readonly Asker[],
  kinds: readonly Kind[],
  ways: readonly Way[],
  {
    rounds,
    share,
    seed,
    finds,
    tally,
    lootOf,
    afterRound,
  }: {
    rounds: number;
    /** How much of it is asked a round, 0 to 1. */
    share: number;
    seed: number;
    finds: Finds;
    tally: Tally;
    lootOf: (asker: Asker) => Loot;
    /** After each round. */
    afterRound?: () => void;
  },
): Promise<void> {
  const random = new Random(seed);
  for (let round = 0; round < rounds; round += 1) {
    const pieces: Piece[] = random
      .shuffled(
        askers.flatMap((asker) =>
          rootFieldsOf(asker.surface, ...kinds).flatMap((root) => ways.map((way) => ({ asker, root, way }))),
        ),
      )
      .filter(() => random.chance(share));
    await inLanes(LANES, pieces, async ({ asker, root, way }) => {
      const { document, variables } = question(asker.surface, root, way, lootOf(asker), random);
      const answer = await answerOf(asker.person, document, variables);
      const code = answer.errors?.[0]?.extensions?.code ?? 'OK';
      note(tally, asker, code);
      // Somebody who signed out everywhere, or ended what they came by, comes in again.
      if (code === 'UNAUTHENTICATED' && (await asker.person.codeOf('{ viewer { id } }')))
        asker.person = await asker.again();
      if (answer.data?.[root.field.name] != null) tally.answered.add(`${asker.surface} ${root.field.name}`);
      const said = `${document} ${JSON.stringify(variables)}`;
      if (NOTED.has(root.field.name)) finds.noteOwnWords(said);
      finds.look(asker, JSON.stringify(answer), said);
      if (code === 'INTERNAL')
        tally.broken.set(`${asker.surface} ${root.field.name}`, `${document} ${JSON.stringify(variables)}`);
    });
    afterRound?.();
  }
}

export function note(tally: Tally, asker: { surface: string; role: string }, code: string): void {
  tally.operations += 1;
  const role = `${asker.surface} ${asker.role}`;
  tally.byRole.set(role, (tally.byRole.get(role) ?? 0) + 1);
  tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
}
