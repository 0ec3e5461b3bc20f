import { setTimeout as delay } from 'node:timers/promises';
import type { Schedule } from '../clock-work/schedule.ts';
import type { Log } from '../log/log.ts';
import type { Service } from '../service/service.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { HEADQUARTERS } from '../viewer/headquarters.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { type CleanUp, DELETED_AT_ONCE, ERASED_AT_ONCE, type Erasure, type RetentionRule } from './retention-rule.ts';
import { KEPT_DAYS } from './terms.ts';

/** What retention runs on. */
export interface RetentionOptions {
  readonly tenancy: Tenancy;
  /** Whose tenants. */
  readonly services: readonly Service[];
  /** Every rule of the services unless given. */
  readonly rules?: readonly RetentionRule[];
  readonly log: Log;
}

/** Between two batches, so that nobody waits for this work. Milliseconds. */
const PAUSE = 20;
const EVERYBODY = '00000000-0000-0000-0000-000000000000';
/** Whoever looks at a rule for a tenant has it for itself so long: no longer than a killed process takes to be missed. */
const CLAIM = `insert into kit.retention_run as r (rule, tenant_id, next_at) values ($1, $2, now() + interval '10 seconds')
  on conflict (tenant_id, rule) do update set next_at = excluded.next_at where r.next_at <= now() returning r.rule`;
/** It is done once a day; a little less, so that it is due again at the same hour. */
const DONE = `update kit.retention_run set next_at = now() + interval '20 hours' where rule = $1 and tenant_id = $2`;
/** What wasn't done to the end is due at once. */
const LEFT = 'update kit.retention_run set next_at = now() where rule = $1 and tenant_id = $2';
const worker = { login: 'worker' } as const;

/** Every service's rules, at night where most partners are; a night without a process is made up for. */
export function retentionSchedules(services: readonly Service[]): Schedule[] {
  return services.flatMap(({ name, retention: rules }) =>
    rules
      ? {
          name: `${name}.retention`,
          cron: '17 3 * * *',
          timeZone: 'Asia/Shanghai',
          isMadeUpFor: true,
          run: ({ tenancy, log }, signal) => runRetention({ tenancy, services, rules, log }, signal),
        }
      : [],
  );
}

/**
 * Runs every rule that is due, once. What one of them can't do keeps the others from nothing: it stays due.
 * @returns rows deleted or emptied, by rule. @throws where a rule failed, after all others
 */
export async function runRetention(options: RetentionOptions, signal?: AbortSignal): Promise<Map<string, number>> {
  const { tenancy, services, log } = options;
  const done = new Map<string, number>();
  const failures: unknown[] = [];
  const rules = options.rules ?? services.flatMap((service) => service.retention ?? []);
  const tenants = await tenantsOf(tenancy, services);
  for (const rule of rules) {
    for (const tenant of 'cleanUp' in rule ? [EVERYBODY] : tenants) {
      if (signal?.aborted) return done;
      let isDone = false;
      try {
        if ((await mark(tenancy, CLAIM, rule, tenant)).length === 0) continue;
        const count = await ('cleanUp' in rule ? cleanUp(tenancy, rule, signal) : erase(tenancy, tenant, rule, signal));
        if (count > 0) done.set(rule.name, (done.get(rule.name) ?? 0) + count);
        isDone = !signal?.aborted;
      } catch (error) {
        log.warn({ err: error, rule: rule.name, tenant }, 'retention: a rule failed and stays due');
        failures.push(error);
      }
      await mark(tenancy, isDone ? DONE : LEFT, rule, tenant).catch(() => undefined);
    }
  }
  if (done.size > 0) log.info({ rows: Object.fromEntries(done) }, 'retention: what was over is gone');
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} times a rule of retention failed`);
  return done;
}

function mark(tenancy: Tenancy, text: string, rule: RetentionRule, tenant: string): Promise<object[]> {
  return tenancy.reader('worker').query(worker, { text, values: [rule.name, tenant] });
}

async function tenantsOf(tenancy: Tenancy, services: readonly Service[]): Promise<string[]> {
  const [list] = services.flatMap((service) => service.tenantList ?? []);
  if (!list) return [];
  const rows = await tenancy.reader('worker').query<{ tenant_id: string }>(worker, { text: list });
  // Headquarters has rows of its own: mail about accounts, its people's inboxes.
  return [HEADQUARTERS, ...rows.map((row) => row.tenant_id)];
}

async function cleanUp(tenancy: Tenancy, rule: CleanUp, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (;;) {
    const gone = await tenancy
      .reader('worker')
      .query(worker, { text: rule.cleanUp, values: [KEPT_DAYS[rule.term], DELETED_AT_ONCE] });
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
