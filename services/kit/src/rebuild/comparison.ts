import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import type { Service } from '../service/service.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { systemViewer } from '../viewer/viewer.ts';
import type { ComparedBatch, ReadModelPart } from './read-model.ts';
import { readModelsOf, tenantsOf } from './read-models.ts';
import { walk } from './walk.ts';

/** What comparisons run on. */
export interface ComparisonOptions {
  readonly tenancy: Tenancy;
  readonly services: readonly Service[];
  readonly log: Log;
  /** How often is looked whether one is due. */
  readonly everyMilliseconds?: number;
  /** A difference is looked at again after each of these: events may be under way. Milliseconds. */
  readonly patience?: readonly number[];
}

const HOUR = 3_600_000;
const PATIENCE = [1000, 5000, 30_000];
/** Keys named in one line of the log. */
const NAMED = 20;

/**
 * Compares every read model of every tenant that is due (once a day) with its tables, in small reads, in whichever process
 * comes first. What differs is logged and counted, never repaired: a person has to know why. @returns how many, by model
 */
export async function runComparisons(options: ComparisonOptions, signal?: AbortSignal): Promise<Map<string, number>> {
  const { tenancy, services, log } = options;
  const found = new Map<string, number>();
  for (const tenant of await tenantsOf(tenancy, services)) {
    for (const model of readModelsOf(services)) {
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
      }
    }
  }
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

/** Looks every hour whether a comparison is due. */
export function startComparisons(options: ComparisonOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await delay(options.everyMilliseconds ?? HOUR, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await runComparisons(options, signal).catch((error: unknown) =>
        options.log.warn({ err: error }, 'read models: will look again'),
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
