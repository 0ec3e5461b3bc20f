/** What is told together is read together; half of it is chance, so that not every page of a partner asks at once. Milliseconds. */
const gather = 160;
/** Between the beginnings of two readings, however much is told; never less than a reading takes. Milliseconds. */
const apart = 400;

/**
 * Reads after a moment when it is asked to, and not more often than anybody can look: what comes within the moment is one
 * reading, and what never stops coming doesn't put it off. A page that nobody sees waits until it is seen.
 */
export class Pace {
  readonly #read: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAt = Number.NEGATIVE_INFINITY;
  /** Asked for while it was read, or while nobody saw it. */
  #isOwed = false;
  /** The reading that is under way; another object after it was stopped. */
  #reading: object | undefined;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  get isReading(): boolean {
    return this.#reading !== undefined;
  }

  /** @param moment how long to wait for more, in milliseconds: none after what one did oneself */
  ask(moment = (gather * (1 + Math.random())) / 2) {
    if (this.#timer !== undefined || this.#isOwed) return;
    if (document.hidden || this.#reading) {
      this.#isOwed = true;
      document.addEventListener('visibilitychange', this.#pay);
      return;
    }
    this.#timer = setTimeout(() => void this.#run(), Math.max(moment, this.#nextAt - performance.now()));
  }

  /** Whatever was asked is asked no longer. */
  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#reading = undefined;
    this.#nextAt = Number.NEGATIVE_INFINITY;
    this.#forget();
  }

  readonly #pay = () => {
    if (!this.#isOwed || document.hidden || this.#reading) return;
    this.#forget();
    this.ask();
  };

  #forget() {
    this.#isOwed = false;
    document.removeEventListener('visibilitychange', this.#pay);
  }

  async #run() {
    this.#timer = undefined;
    const reading = {};
    this.#reading = reading;
    const begun = performance.now();
    await this.#read();
    if (this.#reading !== reading) return;
    this.#reading = undefined;
    this.#nextAt = Math.max(begun + apart, 2 * performance.now() - begun);
    this.#pay();
  }
}
