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
  tenancy.work = (viewer, task, first) =>
    viewer.roles.includes('system')
      ? (work.call(tenancy, viewer, task as never, first) as never)
      : (work.call(
          tenancy,
          viewer,
          async (unit, rows) => {
            await task(unit, rows as never[]);
            await unit.em.flush();
            await unit.writeOut();
            // What would go with the commit goes with this.
            await unit.execute('select 1');
            return back();
          },
          first,
        ) as never);
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
