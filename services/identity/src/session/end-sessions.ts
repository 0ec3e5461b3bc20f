import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { noteAccount } from '../personal-data/note-account.ts';
import { actAs } from './act-as.ts';

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
  // Whoever had to set a new password by a link may have lost more than the password.
  const tokens =
    reason === 'passwordReset'
      ? await door.execute(
          'update identity.api_token set ended_at = now() where account_id = ? and ended_at is null returning id',
          [accountId],
        )
      : [];
  if (ended.length + tokens.length > 0) await door.announce({ event: 'sessionsEnded', noun: 'account', id: accountId });
  return ended.length;
}

interface Ended {
  readonly id: string;
  readonly account_id: string;
  readonly membership_id: string | null;
  readonly way: 'PASSWORD' | 'SSO';
  readonly address: string | null;
}

/** Ends the session of a token; ending one that isn't there is fine. */
export async function signOut(tenancy: Tenancy, token: string): Promise<void> {
  await tenancy.atDoor({ key: keyOf(token) }, async (door) => {
    const [ended] = await door.execute<Ended>(
      `update identity.session set ended_at = now(), end_reason = 'signedOut' where token_hash = ? and ended_at is null
       returning id, account_id, membership_id, way, address`,
      [keyOf(token)],
    );
    if (!ended?.membership_id) return;
    const { id: sessionId, account_id: accountId, membership_id: membershipId, way, address } = ended;
    await actAs(door, accountId);
    await noteAccount(door, { accountId, membershipId, sessionId, way, address, action: 'signOut' });
  });
}
