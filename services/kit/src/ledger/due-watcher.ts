import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { systemViewer } from '../viewer/viewer.ts';

/** What the watcher runs on. */
export interface DueWatcherOptions {
  readonly tenancy: Tenancy;
  readonly log: Log;
  /** How often it looks. Milliseconds. */
  readonly everyMilliseconds?: number;
}

/** The watcher at work. */
export interface DueWatcher {
  /** Looks now. @returns how many promises it noted as broken */
  look(): Promise<number>;
  stop(): Promise<void>;
}

/** Promises looked at in one go, and noted in one transaction: it has to end within 2 s. */
const BATCH = 500;
const UNIT = 50;
/**
 * A tenant whose promises can't be noted is left alone for a while, so that the others are still looked at: a second, as it may
 * be a moment's trouble, then twice as long each time. Milliseconds.
 */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 60_000;

/**
 * Notes promises whose due time has passed unkept, as the system working for each tenant, and announces them
 * (`promiseBroken`). The worker reads ids only; the condition is asked again under the row's lock, so each promise is
 * announced once however many processes watch. Every process watches, so that one that is killed is missed by nobody: the
 * library of other clock work gives a dead one's work away only after ten seconds and more.
 */
export function startDueWatcher({ tenancy, log, everyMilliseconds = 1000 }: DueWatcherOptions): DueWatcher {
  const stopping = new AbortController();
  const leftAlone = new Map<string, { readonly until: number; readonly wait: number }>();
  let looking: Promise<number> | undefined;

  const look = async (): Promise<number> => {
    let noted = 0;
    for (;;) {
      const began = performance.now();
      const left = [...leftAlone].filter(([, { until }]) => until > began).map(([tenant]) => tenant);
      let now = 0;
      for (const [tenant, ids] of await duePromises(tenancy, left)) {
        try {
          for (let i = 0; i < ids.length; i += UNIT) now += await noteBroken(tenancy, tenant, ids.slice(i, i + UNIT));
          leftAlone.delete(tenant);
        } catch (error) {
          const wait = Math.min((leftAlone.get(tenant)?.wait ?? FIRST_WAIT / 2) * 2, LONGEST_WAIT);
          leftAlone.set(tenant, { until: performance.now() + wait, wait });
          log.warn({ err: error, tenant }, 'promises past due: will try again');
        }
      }
      noted += now;
      // What is still there is locked by somebody: the next look finds it.
      if (now === 0 || stopping.signal.aborted) return noted;
    }
  };
  const lookOnce = (): Promise<number> => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await lookOnce().catch((error: unknown) => log.warn({ err: error }, 'due promises: will look again'));
      await delay(everyMilliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    look: lookOnce,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Ids by tenant, the longest overdue first. */
async function duePromises(tenancy: Tenancy, without: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tenancy.reader('worker').query<{ tenant: string; id: string }>(
    { login: 'worker' },
    {
      name: 'due-promises',
      text: `select tenant_id as tenant, id from ledger.service_promise
        where state = 'RUNNING' and broken_at is null and due_at < now() and tenant_id <> all($1::uuid[]) order by due_at limit ${BATCH}`,
      values: [without],
    },
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.tenant)].map(([tenant, own]) => [tenant, own.map((row) => row.id)]),
  );
}

function noteBroken(tenancy: Tenancy, tenant: string, ids: readonly string[]): Promise<number> {
  return tenancy.work(systemViewer(tenant, 'promises past due'), async (unit) => {
    const broken = await unit.execute<{ id: string; customer_id: string; noun: string; noun_id: string }>(
      `with due as (select id from ledger.service_promise where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
         and state = 'RUNNING' and broken_at is null and due_at < now() order by id for update skip locked)
       update ledger.service_promise p set broken_at = p.due_at from due where p.id = due.id
       returning p.id, p.customer_id, p.noun, p.noun_id`,
      [JSON.stringify(ids)],
    );
    for (const { id, customer_id, noun, noun_id } of broken) {
      unit.announce({ event: 'promiseBroken', noun: 'promise', id, customerId: customer_id, ids: { [noun]: noun_id } });
    }
    return broken.length;
  });
}
