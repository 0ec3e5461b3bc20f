import { keyOf } from '@landfall/kit/seal/key-of';
import type { Seals } from '@landfall/kit/seal/seals';
import { noteFailedSignIn } from '../personal-data/note-account.ts';
import type { Device, Opened } from '../session/open-session.ts';
import { goOn, sessionAtDoor } from '../session/session-at-door.ts';
import { takeCode } from '../totp/take-code.ts';
import type { Door } from './sign-in.ts';

/** Wrong codes of an account in a quarter of an hour. Only who knows the password can use them up. */
const MOST = 10;

/**
 * The second step: a code of the app, or a recovery code. The session goes on with a new token.
 * @throws Problem UNAUTHENTICATED, INVALID `totp.wrong`, `totp.used`, LIMITED
 */
export async function enterCode(
  door: Door,
  seals: Seals,
  token: string,
  code: string,
  device: Device,
): Promise<Opened> {
  const who = { key: keyOf(token) };
  const accountId = await door.tenancy.atDoor(who, async (work) => {
    const session = await sessionAtDoor(work, token, ['TOTP']);
    return session.account.id;
  });
  const giveBack = await door.attempts.count([{ of: `code ${accountId}`, most: MOST, minutes: 15 }], 'totp.tooMany', [
    'code',
  ]);
  const opened = await door.tenancy
    .atDoor(who, async (work) => {
      const session = await sessionAtDoor(work, token, ['TOTP']);
      await takeCode(work, seals, accountId, code);
      return goOn(work, session, device);
    })
    .catch((error: unknown) => {
      noteFailedSignIn(door.tenancy, accountId, device.address, 'TOTP');
      throw error;
    });
  giveBack();
  return opened;
}
