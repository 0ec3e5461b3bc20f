/** Asks again and again, while it is on and the page is seen. */
export class Polling {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAt: number | undefined;
  readonly #ask: () => void;
  readonly #pause: (tries: number) => number;
  #tries = 0;

  /** @param pause how long to wait before each question, in milliseconds */
  constructor(ask: () => void, pause: (tries: number) => number) {
    this.#ask = ask;
    this.#pause = pause;
  }

  /** On until stopped; a second start changes nothing. */
  start() {
    if (this.#nextAt !== undefined) return;
    this.#tries = 0;
    this.#plan();
  }

  stop() {
    clearTimeout(this.#timer);
    this.#nextAt = undefined;
  }

  /** The page was hidden, or shown again: what has come due meanwhile is asked at once. */
  seen(isVisible: boolean) {
    clearTimeout(this.#timer);
    if (isVisible && this.#nextAt !== undefined) this.#wait(this.#nextAt - Date.now());
  }

  #plan() {
    const pause = this.#pause(this.#tries++);
    this.#nextAt = Date.now() + pause;
    if (!document.hidden) this.#wait(pause);
  }

  #wait(milliseconds: number) {
    this.#timer = setTimeout(
      () => {
        this.#plan();
        this.#ask();
      },
      Math.max(0, milliseconds),
    );
  }
}
