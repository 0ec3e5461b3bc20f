import type { RunningHost } from './host.ts';

/** Whether requests can be answered: else what is missing, or the names of migrations that have not run. */
export type Readiness = 'ready' | 'draining' | 'database' | readonly string[];

/** What is asked. */
export interface ReadinessOptions {
  readonly host: Pick<RunningHost, 'tenancy'>;
  readonly pending: () => Promise<readonly string[]>;
}

/**
 * Asks whether the database is reachable and its migrations current. Anybody may ask, so askers share one answer, and
 * migrations that are current stay so: from then on it is one short statement.
 */
export function readiness({ host, pending }: ReadinessOptions): () => Promise<Readiness> {
  let isCurrent = false;
  let asking: Promise<Readiness> | undefined;

  const ask = async (): Promise<Readiness> => {
    try {
      await host.tenancy.reader('edge').query({ login: 'edge' }, { name: 'reachable', text: 'select 1' });
      if (isCurrent) return 'ready';
      const names = await pending();
      isCurrent = names.length === 0;
      return isCurrent ? 'ready' : names;
    } catch {
      return 'database';
    }
  };
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
