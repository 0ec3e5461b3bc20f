import { invalid } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Host } from '@landfall/kit/service/context';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { uuidv7 } from 'uuidv7';
import { emailKey } from '../account/email-key.ts';
import { Attempts } from '../sign-in/attempts.ts';

const GOOD_HOURS = 24;
const LONGEST = 254;
/** Wishes of one account an hour. */
const MOST = 5;

/** An address as it is kept. @throws Problem INVALID `email.invalid` */
export function plainEmail(email: string, field = 'email'): string {
  const plain = email.trim();
  if (plain.length > LONGEST || !/^[^\s@<>"(),:;\\[\]]+@[^\s@.<>"(),:;\\[\]]+(\.[^\s@.<>"(),:;\\[\]]+)+$/.test(plain))
    throw invalid('email.invalid', [field]);
  return plain;
}

/**
 * A person wishes another e-mail: a link goes to either address. Whether the new one has an account already is told to
 * nobody here. @throws Problem INVALID, LIMITED
 */
export async function askEmailChange(host: Host, accountId: string, email: string): Promise<void> {
  const newEmail = plainEmail(email);
  await new Attempts(host.tenancy.reader('edge')).count(
    [{ of: `email change ${accountId}`, most: MOST, minutes: 60 }],
    'emailChange.tooMany',
    ['email'],
  );
  await host.tenancy.atDoor({ account: accountId }, async (door) => {
    const [account] = await door.execute<{ email: string }>('select email from identity.account where id = ?', [
      accountId,
    ]);
    if (emailKey(account?.email ?? '') === emailKey(newEmail)) throw invalid('emailChange.same', ['email']);
    await dropEmailChange(door, accountId);
    const id = uuidv7();
    await door.execute(
      `insert into identity.email_change (id, account_id, old_email, new_email, new_key, old_key, expires_at)
       values (?, ?, ?, ?, ?, ?, now() + make_interval(hours => ?))`,
      [
        id,
        accountId,
        account?.email ?? '',
        newEmail,
        keyOf(host.seals.token('email-new', id)),
        keyOf(host.seals.token('email-old', id)),
        GOOD_HOURS,
      ],
    );
    await door.announce({ event: 'emailChangeAsked', noun: 'account', id: accountId, ids: { change: id } });
  });
}

/** Withdraws what is under way. */
export async function dropEmailChange(door: Pick<DoorWork, 'execute'>, accountId: string): Promise<void> {
  await door.execute(
    'update identity.email_change set ended_at = now() where account_id = ? and ended_at is null and done_at is null',
    [accountId],
  );
}
