import { Problem } from '@landfall/kit/problem/problem';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';

/** The reason of a refusal that says: everything was allowed and done, and has been taken back. */
export const TAKEN_BACK = 'takenBack';

/**
 * From now on, whatever people do is done to its end and then rolled back, so that every question meets the same rows.
 * Work of the system goes on as ever. @returns what ends it
 */
export function dryRun(tenancy: Tenancy): () => void {
  const { work, atDoor } = tenancy;
  const back = (): never => {
    throw new Problem('CONFLICT', TAKEN_BACK);
  };
  tenancy.work = (viewer, task) =>
    viewer.roles.includes('system')
      ? (work.call(tenancy, viewer, task as never) as never)
      : (work.call(tenancy, viewer, async (unit) => {
          await task(unit);
          await unit.em.flush();
          await unit.writeOut();
          return back();
        }) as never);
  tenancy.atDoor = (who, task) =>
    atDoor.call(tenancy, who, async (door) => {
      await task(door);
      return back();
    }) as never;
  return () => {
    tenancy.work = work;
    tenancy.atDoor = atDoor;
  };
}
