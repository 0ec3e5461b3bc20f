/** A batch shorter than this could be longer; one longer than that is too long: people wait for its locks. Milliseconds. */
const QUICK = 100;
const SLOW = 400;

/** How many things are taken at once, so that a batch ends well within the 2 s a transaction may take. */
export class Pace {
  private size: number;

  constructor(
    first = 50,
    private readonly most = 500,
  ) {
    this.size = first;
  }

  /** Things of the next batch. */
  get atMost(): number {
    return this.size;
  }

  /** A batch took so long. */
  took(milliseconds: number): void {
    if (milliseconds > SLOW) this.slower();
    else if (milliseconds < QUICK) this.size = Math.min(this.most, this.size * 2);
  }

  /** A batch took too long to end at all. */
  slower(): void {
    this.size = Math.max(1, Math.floor(this.size / 2));
  }
}
