import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';

/** A transaction on the asking person's own account. @throws Problem FORBIDDEN `personOnly` for an API token, NOT_FOUND where the account is gone */
export function atOwnAccount<T>(context: Context, task: (door: DoorWork) => Promise<T>): Promise<T> {
  const { viewer, host } = context;
  refusePrograms(context);
  return host.tenancy.atDoor({ account: viewer.accountId }, async (door) => {
    const [account] = await door.execute('select 1 from identity.account where id = ? and ended_at is null', [
      viewer.accountId,
    ]);
    if (!account) throw notFound();
    return task(door);
  });
}

/** What is about somebody's own account is for the person, never for a program with a token. @throws Problem FORBIDDEN */
export function refusePrograms({ viewer }: Context): void {
  if (viewer.scopes !== null || viewer.way === 'TOKEN') throw new Problem('FORBIDDEN', 'personOnly');
}

/**
 * What reaches beyond one organisation (credentials, sessions elsewhere, everything that is kept about a person) isn't for
 * somebody whom an organisation's own provider vouches for: whoever keeps that provider could come in as them. Their own
 * password is the way, and "forgot password" gives one to who has none. @throws Problem FORBIDDEN
 */
export function refuseVouchedFor({ viewer }: Context): void {
  if (viewer.way === 'SSO') throw new Problem('FORBIDDEN', 'signOn.ownPassword');
}
