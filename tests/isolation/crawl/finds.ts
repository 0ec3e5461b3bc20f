import { type Canary, canariesIn } from '../stage/canaries.ts';
import type { Surface } from '../stage/contracts.ts';
import type { IdPool } from '../stage/ids.ts';

/** Something told to somebody who must not know it. */
export interface Leak {
  readonly to: string;
  readonly what: string;
  readonly asked: string;
  /** What stood around it. */
  readonly near: string;
}

/** Somebody who must not see a victim's rows. */
export type Hidden = (
  asker: { readonly surface: Surface; readonly role: string },
  of: { victim: string; table: string; column: string },
) => boolean;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What was found of what must not be told: canaries, and ids nobody had given the asker. Each thing once a surface. */
export class Finds {
  readonly leaks: Leak[] = [];
  private readonly told = new Set<string>();
  private readonly byWord = new Map<string, Canary>();
  private readonly ownWords = new Set<string>();
  private readonly byId = new Map<string, { victim: string; table: string; column: string }>();

  constructor(
    canaries: readonly Canary[],
    private readonly isHidden: Hidden,
  ) {
    for (const canary of canaries) this.byWord.set(canary.word, canary);
  }

  get canaries(): number {
    return this.byWord.size;
  }

  get ids(): number {
    return this.byId.size;
  }

  /** Ids of a victim's rows are as good as canaries. */
  guard(victim: string, ids: IdPool): void {
    for (const [table, list] of ids) for (const id of list) this.byId.set(id, { victim, table, column: 'id' });
  }

  /** What the asker's own trail has of their own words from now on: telling it again tells nothing. */
  noteOwnWords(said: string): void {
    for (const id of said.match(UUID) ?? []) this.ownWords.add(id);
  }

  /** Looks through what somebody was told; what they said themselves proves nothing. */
  look(asker: { surface: Surface; role: string }, told: string, said: string): void {
    for (const word of canariesIn(told)) {
      const canary = this.byWord.get(word);
      if (!canary || said.includes(word) || !this.isHidden(asker, canary)) continue;
      this.add(asker, `${canary.victim} ${canary.table}.${canary.column}`, said, around(told, word));
    }
    for (const id of told.match(UUID) ?? []) {
      const row = this.byId.get(id);
      if (!row || said.includes(id) || this.ownWords.has(id) || !this.isHidden(asker, row)) continue;
      this.add(asker, `${row.victim} id of ${row.table}`, said, around(told, id));
    }
  }

  add({ surface, role }: { surface: string; role: string }, what: string, said: string, near = ''): void {
    const told = `${surface}: ${what}`;
    if (this.told.has(told)) return;
    this.told.add(told);
    this.leaks.push({ to: `${surface} ${role}`, what, asked: said.slice(0, 1500), near });
  }
}

function around(told: string, what: string): string {
  const at = told.indexOf(what);
  return told.slice(Math.max(0, at - 200), at + 200);
}
