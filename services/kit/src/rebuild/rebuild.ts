import type { Tenancy } from '../tenancy/tenancy.ts';
import { systemViewer } from '../viewer/viewer.ts';
import type { ReadModel } from './read-model.ts';
import type { Reached } from './run-place.ts';
import { walk } from './walk.ts';

/** Which read model of whom. */
export interface RebuildOptions {
  readonly tenancy: Tenancy;
  readonly model: ReadModel;
  readonly tenant: string;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch: how many things were seen so far, and how many were otherwise before. */
  readonly tell?: ((reached: Reached) => void) | undefined;
}

/**
 * Brings a tenant's read model to what its tables say, while everything runs. What is changed meanwhile comes out as if
 * there were no rebuild: each batch locks what it derives from, and events do the rest.
 * @returns what it came to; undefined where another is at it or it was stopped: the next one goes on from there
 */
export function rebuild({ tenancy, model, tenant, signal, tell }: RebuildOptions): Promise<Reached | undefined> {
  const key = { tenant, model: model.name, work: 'REBUILD' } as const;
  return walk({ tenancy, model, key, signal, tell }, (part, after, atMost) =>
    tenancy.work(systemViewer(tenant, 'rebuild'), async (unit) => {
      unit.doing('rebuild');
      const { place, seen, changed } = await part.rebuild(unit, after, atMost);
      return { place, seen, found: changed };
    }),
  );
}
