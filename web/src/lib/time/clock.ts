import { createSubscriber } from 'svelte/reactivity';

const beat = 10_000;
/** Timers can't wait longer; a page is looked at again before. Milliseconds. */
const longest = 2 ** 31 - 1;

/** The present, ticking every 10 s while somebody looks at it; one timer for the whole tab. */
class Clock {
  #tick = () => {};
  readonly #watch = createSubscriber((update) => {
    this.#tick = update;
    const timer = setInterval(update, beat);
    return () => clearInterval(timer);
  });

  /** Milliseconds since 1970. Read in a template or an effect it is a rune. */
  get now(): number {
    this.#watch();
    return Date.now();
  }

  /** Ticks also just after these moments, until the returned function is called: what is due then isn't told a beat later. */
  at(moments: readonly number[]): () => void {
    const timers = moments
      .map((moment) => moment - Date.now() + 1)
      .filter((wait) => wait > 0 && wait < longest)
      .map((wait) => setTimeout(() => this.#tick(), wait));
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }
}

export const clock = new Clock();
