import { randomUUID } from 'node:crypto';
import { WAKE_UP_CHANNEL } from '../database/wake-up-listener.ts';
import type { Reader } from '../tenancy/reader.ts';

/** Commits closer together than this are told once. */
const QUIET_MS = 10;

/**
 * Tells other processes that something was committed. Sent on its own, never inside a writing transaction: NOTIFY holds
 * a lock of the whole server until the commit (performance.md). Only a hint: readers poll behind it.
 */
export class WakeUpCalls {
  /** Whose calls these are: it has woken itself already, and needn't hear its own. */
  readonly caller: string = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly worker: Reader) {}

  /** Something was committed here. */
  send(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.worker
        .query(
          { login: 'worker' },
          { name: 'wake-up', text: `select pg_notify('${WAKE_UP_CHANNEL}', '${this.caller}')` },
        )
        .catch(() => {});
    }, QUIET_MS).unref();
  }

  /** Sends nothing any more. */
  stop(): void {
    clearTimeout(this.timer);
  }
}
