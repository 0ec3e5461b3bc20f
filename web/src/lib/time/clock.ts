import { createSubscriber } from 'svelte/reactivity';

const beat = 10_000;

/** The present, ticking every 10 s while somebody looks at it; one timer for the whole tab. */
class Clock {
  readonly #watch = createSubscriber((update) => {
    const timer = setInterval(update, beat);
    return () => clearInterval(timer);
  });

  /** Milliseconds since 1970. Read in a template or an effect it is a rune. */
  get now(): number {
    this.#watch();
    return Date.now();
  }
}

export const clock = new Clock();
