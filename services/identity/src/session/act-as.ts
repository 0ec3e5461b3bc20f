import type { DoorWork } from '@landfall/kit/tenancy/door-work';

/** From here on this transaction at the door sees and writes the rows of this account, which has just proven itself. */
export async function actAs(door: Pick<DoorWork, 'execute'>, accountId: string): Promise<void> {
  await door.execute(`select set_config('app.account', ?, true)`, [accountId]);
}
