import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const current = new AsyncLocalStorage<string>();

/** Runs a request's work under its log id: whatever is logged or told of it, however deep, can name the one id. */
export function underLogId<T>(id: string, task: () => T): T {
  return current.run(id, task);
}

/** The id of the request this is done for; a fresh one where it is done for none. */
export function logIdNow(): string {
  return current.getStore() ?? randomUUID();
}
