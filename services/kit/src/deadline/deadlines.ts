/** How often it is looked whether something is overdue. */
const LOOK_MS = 100;
/** A clock this late wasn't late: the process stood still (or the whole machine did, and PostgreSQL with it). */
const STILL_MS = 1000;

/** Something that has to be there in time. */
export interface Deadline {
  readonly until: number;
  /** Undefined once it is over: a set's old tables hold on to what was deleted from it, and so to nothing. */
  over: (() => void) | undefined;
}

/**
 * A time by which everything is there, the same for all: one clock looks after all of them, since a timer each would be
 * made and unmade a thousand times a second for nothing. What is overdue is so a tenth of a second late at most.
 */
export class Deadlines {
  /** The earliest first, as they came. */
  private readonly pending = new Set<Deadline>();
  private clock: NodeJS.Timeout | undefined;
  private lastLook = 0;
  private stoodStillAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly milliseconds: number) {}

  /** From now on; `over` is called unless it is ended before. */
  begin(over: () => void): Deadline {
    const deadline: Deadline = { until: performance.now() + this.milliseconds, over };
    this.pending.add(deadline);
    if (!this.clock) {
      this.lastLook = performance.now();
      this.clock = setInterval(() => this.look(), LOOK_MS).unref();
    }
    return deadline;
  }

  /** It is there. @returns false where it has ended already */
  end(deadline: Deadline): boolean {
    deadline.over = undefined;
    return this.pending.delete(deadline);
  }

  /**
   * Whether this process stood still for a second or more after that instant (`performance.now()`): what was overdue
   * then says nothing about the task. Asked while the task's deadline is pending, or as it ends.
   */
  stoodStillSince(instant: number): boolean {
    this.notice(performance.now());
    return this.stoodStillAt >= instant;
  }

  /** What a task comes to, or what is said instead once its time is over. */
  within<T>(task: Promise<T>, instead: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const deadline = this.begin(() => resolve(instead()));
      task.then(
        (value) => {
          this.end(deadline);
          resolve(value);
        },
        (error) => {
          this.end(deadline);
          reject(error);
        },
      );
    });
  }

  /** An answer may be read before the clock that is late gets its turn. */
  private notice(now: number): void {
    if (this.clock && now - this.lastLook > STILL_MS) this.stoodStillAt = now;
  }

  private look(): void {
    const now = performance.now();
    this.notice(now);
    this.lastLook = now;
    for (const deadline of this.pending) {
      if (deadline.until > now) return;
      deadline.over?.();
      this.end(deadline);
    }
    clearInterval(this.clock);
    this.clock = undefined;
  }
}
