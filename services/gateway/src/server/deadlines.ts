/** How often it is looked whether something is overdue. */
const LOOK_MS = 100;

interface Pending {
  readonly until: number;
  over(): void;
}

/**
 * A time by which everything is answered, the same for all: one clock looks after all of them, since a timer a request
 * would be made and unmade a thousand times a second for nothing. What is overdue is so a tenth of a second late at most.
 */
export class Deadlines {
  /** The earliest first, as they came. */
  private readonly pending = new Set<Pending>();
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly milliseconds: number) {}

  /** What a task comes to, or what is said instead once its time is over. */
  within<T>(task: Promise<T>, instead: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const one: Pending = { until: performance.now() + this.milliseconds, over: () => resolve(instead()) };
      this.pending.add(one);
      this.clock ??= setInterval(() => this.look(), LOOK_MS).unref();
      task.then(
        (value) => {
          this.pending.delete(one);
          resolve(value);
        },
        (error) => {
          this.pending.delete(one);
          reject(error);
        },
      );
    });
  }

  private look(): void {
    const now = performance.now();
    for (const one of this.pending) {
      if (one.until > now) return;
      this.pending.delete(one);
      one.over();
    }
    clearInterval(this.clock);
    this.clock = undefined;
  }
}
