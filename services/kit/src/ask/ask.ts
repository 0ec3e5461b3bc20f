import { AsyncLocalStorage } from 'node:async_hooks';

const place = new AsyncLocalStorage<'unit-of-work'>();

/** Marks what runs inside a unit of work, so that a question to another service can refuse to run there. */
export function inContextOf<T>(where: 'unit-of-work', task: () => Promise<T>): Promise<T> {
  return place.run(where, task);
}

/**
 * A narrow GraphQL question to the supergraph as the same viewer, asked before a unit of work opens (architecture.md 7).
 * @throws Error inside a unit of work: a transaction must not wait for another service
 */
export type Ask = <T>(document: string, variables?: Record<string, unknown>) => Promise<T>;

/** Wraps a way to ask with the rule that it is never used inside a unit of work. */
export function outsideWork(ask: Ask): Ask {
  return (document, variables) => {
    if (place.getStore()) throw new Error('ask before the unit of work opens, not inside it');
    return ask(document, variables);
  };
}
