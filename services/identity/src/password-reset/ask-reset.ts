import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Seals } from '@landfall/kit/seal/seals';
import { uuidv7 } from 'uuidv7';
import { emailKey } from '../account/email-key.ts';
import { actAs } from '../session/act-as.ts';
import type { Device } from '../session/open-session.ts';
import { isKnownDevice } from '../sign-in/known-device.ts';
import { networkOf } from '../sign-in/network-of.ts';
import type { Door } from '../sign-in/sign-in.ts';

const GOOD_MINUTES = 30;
/** Mails to one address an hour: asked for from a browser it has signed in with, from one network, and from anywhere else. */
const OF_DEVICE = 5;
const OF_PAIR = 5;
const OF_EMAIL = 20;
/** Asked for from one network an hour. */
const OF_NETWORK = 60;

/**
 * Somebody forgot a password. The same answer and the same work whether or not there is such an account: the row and the
 * event are of one that doesn't exist. @throws Problem LIMITED for a network that asks too often
 */
export async function askReset(door: Door, seals: Seals, email: string, device: Device): Promise<void> {
  const key = emailKey(email);
  const network = networkOf(device.address ?? '');
  const isKnown = await isKnownDevice(door, key, device);
  await door.attempts.count([{ of: `reset network ${network}`, most: OF_NETWORK, minutes: 60 }], 'door.tooMany');
  const allowances = isKnown
    ? [{ of: `reset device ${key} ${device.mark}`, most: OF_DEVICE, minutes: 60 }]
    : [
        { of: `reset pair ${key} ${network}`, most: OF_PAIR, minutes: 60 },
        { of: `reset ${key}`, most: OF_EMAIL, minutes: 60 },
      ];
  const isEnough = await door.attempts.count(allowances, 'limited').then(
    () => false,
    (error: unknown) => {
      // A mailbox that has had enough is told nothing else than any other.
      if (error instanceof Problem && error.code === 'LIMITED') return true;
      throw error;
    },
  );
  if (isEnough) return;
  await door.tenancy.atDoor({ key }, async (work) => {
    const [account] = await work.execute<{ id: string }>(
      'select id from identity.account where email_key = ? and ended_at is null',
      [key],
    );
    const accountId = account?.id ?? uuidv7();
    await actAs(work, accountId);
    const id = uuidv7();
    await work.execute(
      `insert into identity.password_reset (id, account_id, token_key, expires_at, address)
       values (?, ?, ?, now() + make_interval(mins => ?), ?)`,
      [id, accountId, keyOf(seals.token('password-reset', id)), GOOD_MINUTES, device.address ?? null],
    );
    await work.announce({ event: 'passwordResetAsked', noun: 'account', id: accountId, ids: { reset: id } });
  });
}
