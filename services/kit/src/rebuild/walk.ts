import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem/problem.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { Pace } from './pace.ts';
import type { Batch, ReadModel, ReadModelPart } from './read-model.ts';
import { endRun, keepPlace, leaveRun, type Reached, type RunKey, takeRun } from './run-place.ts';

/** Between two batches, so that nobody waits for this work. Milliseconds. */
const PAUSE = 20;
/** A batch that didn't get through is tried again, smaller, so often. */
const ATTEMPTS = 8;

/** What is done with each batch. @returns what it came to, and how many things were found */
export type DoBatch = (
  part: ReadModelPart,
  after: string | null,
  atMost: number,
) => Promise<Batch & { readonly found: number }>;

/** A walk over a tenant's read model. */
export interface Walk {
  readonly tenancy: Tenancy;
  readonly model: ReadModel;
  readonly key: RunKey;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch. */
  readonly tell?: ((reached: Reached) => void) | undefined;
}

/**
 * Goes over all parts, batch by batch, from where it was left; a stop, a crash or an error leaves the place for whoever
 * comes next. @returns what it came to; undefined where another is at it, it isn't due, or it was stopped
 */
export async function walk(options: Walk, batch: DoBatch): Promise<Reached | undefined> {
  const { tenancy, model, key, signal } = options;
  let reached = await takeRun(tenancy, key);
  if (!reached) return undefined;
  try {
    const from = Math.max(
      0,
      model.parts.findIndex(({ name }) => name === reached?.part),
    );
    for (const part of model.parts.slice(from)) {
      const pace = new Pace();
      let place: string | null = part.name === reached.part ? reached.place : null;
      do {
        if (signal?.aborted) {
          await leaveRun(tenancy, key);
          return undefined;
        }
        const done = await oneBatch(batch, part, place, pace);
        place = done.place;
        reached = { part: part.name, place, seen: reached.seen + done.seen, found: reached.found + done.found };
        // Behind a part that is done the next one begins, should we stop here.
        await keepPlace(tenancy, key, place === null ? { ...reached, part: nextOf(model, part) } : reached);
        options.tell?.(reached);
        await delay(PAUSE);
      } while (place !== null);
    }
  } catch (error) {
    await leaveRun(tenancy, key).catch(() => undefined);
    throw error;
  }
  await endRun(tenancy, key);
  return reached;
}

/** The part behind one; the last one's own name where there is none. */
function nextOf({ parts }: ReadModel, part: ReadModelPart): string {
  return (parts[parts.indexOf(part) + 1] ?? part).name;
}

async function oneBatch(batch: DoBatch, part: ReadModelPart, place: string | null, pace: Pace) {
  for (let attempt = 1; ; attempt += 1) {
    const began = performance.now();
    try {
      const done = await batch(part, place, pace.atMost);
      pace.took(performance.now() - began);
      return done;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'UNAVAILABLE' || attempt >= ATTEMPTS) throw error;
      pace.slower();
      await delay(PAUSE * 2 ** attempt);
    }
  }
}
