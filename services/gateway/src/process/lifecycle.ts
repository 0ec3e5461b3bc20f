import { randomUUID } from 'node:crypto';

/** Everything is down within 5 s; the rest of them is for the processes that started us. */
const BUDGET_MS = 4600;
/** A terminal and npm both pass Ctrl-C on: what comes this soon is the same wish, not a second one. */
const SAME_WISH_MS = 500;

interface Step {
  name: string;
  run: () => Promise<unknown> | unknown;
  limitMs: number;
}

export interface LifecycleOptions {
  /** Where an error nobody handled is told, once, with the id a reader can look it up by. */
  report?: (error: unknown, logId: string) => void;
  budgetMs?: number;
  exit?: (code: number) => void;
}

/** Ordered stop of one process: what was started last stops first, each within its time, all within 5 s. */
export class Lifecycle {
  private readonly steps: Step[] = [];
  private stopping: Promise<void> | undefined;
  private wishedAt = 0;
  private readonly abort = new AbortController();
  private readonly options: Required<LifecycleOptions>;

  constructor(options: LifecycleOptions = {}) {
    this.options = { report: reportAsJson, budgetMs: BUDGET_MS, exit: (code) => process.exit(code), ...options };
  }

  /** Aborted when stopping begins: long work gives up, `/readyz` says no. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Adds a step of the stop, run before those added earlier; given up after `limitMs`. While stopping it runs at once. */
  onStop(name: string, run: Step['run'], limitMs = 2000): void {
    if (this.stopping) void Promise.resolve(run()).catch(() => undefined);
    else this.steps.push({ name, run, limitMs });
  }

  /** Stops everything, then ends the process with `code`. A second call waits for the first. */
  stop(code = 0): Promise<void> {
    this.stopping ??= this.runSteps(code);
    return this.stopping;
  }

  /** Tells an error once, with the log id it returns. */
  report(error: unknown): string {
    const logId = randomUUID();
    this.options.report(error, logId);
    return logId;
  }

  /** Ties the process's ends to `stop`: signals, the loss of the process that started us, errors nobody caught. */
  listen(): void {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.wish());
    // The starting process died without a word: its end of the channel is gone.
    process.on('disconnect', () => this.wish());
    // A rejection belongs to one piece of work; an exception leaves the process in a state nobody knows.
    process.on('unhandledRejection', (error) => this.report(error));
    process.on('uncaughtException', (error) => {
      this.report(error);
      void this.stop(1);
    });
  }

  private wish(): void {
    const now = performance.now();
    if (this.stopping && now - this.wishedAt > SAME_WISH_MS) this.options.exit(130);
    if (!this.stopping) this.wishedAt = now;
    void this.stop();
  }

  private async runSteps(code: number): Promise<void> {
    this.abort.abort();
    const overdue = setTimeout(() => this.options.exit(code || 1), this.options.budgetMs);
    for (const step of this.steps.reverse()) {
      try {
        await within(step.limitMs, step.run());
      } catch (error) {
        this.report(new Error(`Stopping ${step.name} failed`, { cause: error }));
      }
    }
    clearTimeout(overdue);
    this.options.exit(code);
  }
}

async function within(limitMs: number, work: unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function reportAsJson(error: unknown, logId: string): void {
  const detail =
    error instanceof Error
      ? { message: error.message, stack: error.stack, cause: String(error.cause ?? '') }
      : { message: String(error) };
  process.stderr.write(`${JSON.stringify({ level: 'error', time: new Date().toISOString(), logId, ...detail })}\n`);
}
