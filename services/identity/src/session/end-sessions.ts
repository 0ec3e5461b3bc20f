import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';

/** Which of an account's sessions end. */
export interface Ending {
  readonly only?: string;
  readonly except?: string;
  readonly reason: 'signedOut' | 'endedElsewhere' | 'passwordChanged' | 'passwordReset';
}

/** Ends sessions of the account this door acts as; every process learns of it. @returns how many */
export async function endSessions(
  door: DoorWork,
  accountId: string,
  { only, except, reason }: Ending,
): Promise<number> {
  const ended = await door.execute(
    `update identity.session set ended_at = now(), end_reason = ? where account_id = ? and ended_at is null
       and (?::uuid is null or id = ?) and (?::uuid is null or id <> ?) returning id`,
    [reason, accountId, only ?? null, only ?? null, except ?? null, except ?? null],
  );
  if (ended.length > 0) await door.announce({ event: 'sessionsEnded', noun: 'account', id: accountId });
  return ended.length;
}

/** Ends the session of a token; ending one that isn't there is fine. */
export async function signOut(tenancy: Tenancy, token: string): Promise<void> {
  await tenancy.reader('edge').query(
    { login: 'edge', key: keyOf(token) },
    {
      text: `update identity.session set ended_at = now(), end_reason = 'signedOut' where token_hash = $1 and ended_at is null`,
      values: [keyOf(token)],
    },
  );
}
