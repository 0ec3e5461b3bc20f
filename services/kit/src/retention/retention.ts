import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import type { Service } from '../service/service.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { HEADQUARTERS } from '../viewer/headquarters.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { type CleanUp, DELETED_AT_ONCE, ERASED_AT_ONCE, type Erasure } from './retention-rule.ts';
import { KEPT_DAYS } from './terms.ts';

/** What retention runs on. */
export interface RetentionOptions {
  readonly tenancy: Tenancy;
  readonly services: readonly Service[];
  readonly log: Log;
  readonly everyMilliseconds?: number;
}

const HOUR = 3_600_000;
/** Between two batches, so that nobody waits for this work. Milliseconds. */
const PAUSE = 20;
const EVERYBODY = '00000000-0000-0000-0000-000000000000';
/** Each rule runs once a day for a tenant, in whichever process comes first. */
const CLAIM = `insert into kit.retention_run as r (rule, tenant_id, next_at) values ($1, $2, now() + interval '1 day')
  on conflict (tenant_id, rule) do update set next_at = excluded.next_at where r.next_at <= now() returning r.rule`;

/** Runs every rule that is due, once. @returns rows deleted or emptied, by rule */
export async function runRetention(options: RetentionOptions, signal?: AbortSignal): Promise<Map<string, number>> {
  const { tenancy, services, log } = options;
  const done = new Map<string, number>();
  const rules = services.flatMap((service) => service.retention ?? []);
  const tenants = await tenantsOf(tenancy, services);
  for (const rule of rules) {
    for (const tenant of 'cleanUp' in rule ? [EVERYBODY] : tenants) {
      if (signal?.aborted) return done;
      try {
        if (!(await claim(tenancy, rule.name, tenant))) continue;
        const count = await ('cleanUp' in rule ? cleanUp(tenancy, rule, signal) : erase(tenancy, tenant, rule, signal));
        if (count > 0) done.set(rule.name, (done.get(rule.name) ?? 0) + count);
      } catch (error) {
        log.warn({ err: error, rule: rule.name, tenant }, 'retention: will try again tomorrow');
      }
    }
  }
  if (done.size > 0) log.info({ rows: Object.fromEntries(done) }, 'retention: what was over is gone');
  return done;
}

/** Looks every hour whether a rule is due. */
export function startRetention(options: RetentionOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await delay(options.everyMilliseconds ?? HOUR, undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      await runRetention(options, stopping.signal).catch((error: unknown) =>
        options.log.warn({ err: error }, 'retention: will look again'),
      );
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function tenantsOf(tenancy: Tenancy, services: readonly Service[]): Promise<string[]> {
  const [list] = services.flatMap((service) => service.tenantList ?? []);
  if (!list) return [];
  const rows = await tenancy.reader('worker').query<{ tenant_id: string }>({ login: 'worker' }, { text: list });
  // Headquarters has rows of its own: mail about accounts, its people's inboxes.
  return [HEADQUARTERS, ...rows.map((row) => row.tenant_id)];
}

async function claim(tenancy: Tenancy, rule: string, tenant: string): Promise<boolean> {
  const claimed = await tenancy
    .reader('worker')
    .query({ login: 'worker' }, { name: 'retention-claim', text: CLAIM, values: [rule, tenant] });
  return claimed.length > 0;
}

async function cleanUp(tenancy: Tenancy, rule: CleanUp, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    const gone = await tenancy
      .reader('worker')
      .query({ login: 'worker' }, { text: rule.cleanUp, values: [KEPT_DAYS[rule.term], DELETED_AT_ONCE] });
    count += gone.length;
    if (gone.length < DELETED_AT_ONCE || signal?.aborted) return count;
    await delay(PAUSE);
  }
}

async function erase(tenancy: Tenancy, tenant: string, rule: Erasure, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    const ids = await tenancy.work(systemViewer(tenant, 'retention'), async (unit) => {
      unit.doing('retention');
      const erased = await rule.erase(unit, KEPT_DAYS[rule.term] ?? Number.MAX_SAFE_INTEGER);
      if (erased.ids.length === 0) return [];
      unit.forget();
      await unit.dropKeysOf(erased.ids);
      unit.note({ action: 'retention', noun: rule.noun, id: null, after: { count: erased.ids.length } });
      return erased.ids;
    });
    count += ids.length;
    if (ids.length < ERASED_AT_ONCE || signal?.aborted) return count;
    await delay(PAUSE);
  }
}
