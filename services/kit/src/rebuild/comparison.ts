import { setTimeout as delay } from 'node:timers/promises';
import type { Schedule } from '../clock-work/schedule.ts';
import type { Log } from '../log/log.ts';
import type { Service } from '../service/service.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { systemViewer } from '../viewer/viewer.ts';
import type { ComparedBatch, ReadModel, ReadModelPart } from './read-model.ts';
import { readModelsOf, tenantsOf } from './read-models.ts';
import { walk } from './walk.ts';

/** What comparisons run on. */
export interface ComparisonOptions {
  readonly tenancy: Tenancy;
  readonly services: readonly Service[];
  /** Read models of every service unless given. */
  readonly models?: readonly ReadModel[];
  readonly log: Log;
  /** A difference is looked at again after each of these: events may be under way. Milliseconds. */
  readonly patience?: readonly number[];
}

const PATIENCE = [1000, 5000, 30_000];
/** Keys named in one line of the log. */
const NAMED = 20;

/** Looks every hour whether a tenant's read models of a service are due. */
export function comparisonSchedules(services: readonly Service[]): Schedule[] {
  return services.flatMap((service) => {
    const models = readModelsOf([service]);
    if (models.length === 0) return [];
    return {
      name: `${service.name}.comparison`,
      cron: '37 * * * *',
      run: ({ tenancy, log }, signal) => runComparisons({ tenancy, services, models, log }, signal),
    };
  });
}

/**
 * Compares every read model of every tenant that is due (once a day) with its tables, in small reads. What differs is logged
 * and counted, never repaired: a person has to know why. @returns how many, by model. @throws where one couldn't be compared,
 * after all others
 */
export async function runComparisons(options: ComparisonOptions, signal?: AbortSignal): Promise<Map<string, number>> {
  const { tenancy, services, log } = options;
  const found = new Map<string, number>();
  const failures: unknown[] = [];
  const models = options.models ?? readModelsOf(services);
  for (const tenant of await tenantsOf(tenancy, services)) {
    for (const model of models) {
      if (signal?.aborted) return found;
      const key = { tenant, model: model.name, work: 'COMPARISON' } as const;
      try {
        const done = await walk({ tenancy, model, key, signal }, async (part, after, atMost) => {
          const { place, seen, differing } = await confirmed(options, tenant, part, after, atMost, signal);
          if (differing.length > 0)
            log.warn(
              { model: model.name, part: part.name, tenant, count: differing.length, keys: differing.slice(0, NAMED) },
              'read model: differs from its tables',
            );
          return { place, seen, found: differing.length };
        });
        if (done) found.set(model.name, (found.get(model.name) ?? 0) + done.found);
      } catch (error) {
        if (signal?.aborted) return found;
        log.warn({ err: error, model: model.name, tenant }, 'read model: comparison will go on later');
        failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} read models could not be compared`);
  return found;
}

/** A batch with what differs in it and still did after a while. */
async function confirmed(
  { tenancy, patience = PATIENCE }: ComparisonOptions,
  tenant: string,
  part: ReadModelPart,
  after: string | null,
  atMost: number,
  signal?: AbortSignal,
): Promise<ComparedBatch> {
  const source = tenancy.source(systemViewer(tenant, 'comparison'));
  const first = await part.compare(source, after, atMost);
  let differing = first.differing;
  for (const wait of patience) {
    if (differing.length === 0) break;
    // Nothing is counted that wasn't looked at to the end: a stop leaves the batch for the next time.
    await delay(wait, undefined, { ref: false, ...(signal ? { signal } : {}) });
    const still = new Set((await part.compare(source, after, atMost)).differing);
    differing = differing.filter((key) => still.has(key));
  }
  return { ...first, differing };
}
