import { notFound } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { Device, Opened } from './open-session.ts';
import { goOn, sessionAtDoor } from './session-at-door.ts';

/**
 * Binds a session to one of its account's memberships, at sign-in or later, and gives it a new token.
 * @throws Problem NOT_FOUND, UNAUTHENTICATED
 */
export function chooseMembership(
  tenancy: Tenancy,
  token: string,
  membershipId: string,
  device: Device,
): Promise<Opened> {
  return tenancy.atDoor({ key: keyOf(token) }, async (door) => {
    const session = await sessionAtDoor(door, token, ['MEMBERSHIP', 'OPEN']);
    return goOn(door, session, device, (viewers) => {
      const viewer = viewers.find((one) => one.membershipId === membershipId);
      if (!viewer) throw notFound();
      return viewer;
    });
  });
}
