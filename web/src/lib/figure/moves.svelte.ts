import { untrack } from 'svelte';

const shownFor = 6_000;

/** What a page watches: a key and everything that makes its number. */
export interface Watched {
  key: string;
  /** Changes when the number does. */
  state: string;
  /** How the number is said. */
  said: string;
}

/** A number that has just moved. */
export interface Move {
  key: string;
  from: string;
  to: string;
}

/** Marks what moved while the page was looked at, for six seconds. Another question (a filter) moves nothing. */
export class Moves {
  recent = $state.raw<readonly Move[]>([]);
  #known = new Map<string, Watched>();
  #question: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(watched: () => readonly Watched[], question: () => string) {
    $effect(() => {
      const [now, asked] = [watched(), question()];
      untrack(() => this.#compare(now, asked));
    });
    $effect(() => () => clearTimeout(this.#timer));
  }

  has(key: string): boolean {
    return this.recent.some((move) => move.key === key);
  }

  #compare(now: readonly Watched[], question: string) {
    const same = this.#question === question;
    const moves = same
      ? now.flatMap(({ key, state, said }) => {
          const before = this.#known.get(key);
          return before && before.state !== state ? [{ key, from: before.said, to: said }] : [];
        })
      : [];
    this.#known = new Map(now.map((one) => [one.key, one]));
    this.#question = question;
    if (!same) this.recent = [];
    if (!moves.length) return;
    this.recent = moves;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.recent = [];
    }, shownFor);
  }
}
