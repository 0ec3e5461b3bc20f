import { invalid, Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Seals } from '@landfall/kit/seal/seals';
import { passwordMatches } from '../account/password.ts';
import type { Door } from '../sign-in/sign-in.ts';
import { takeCode } from '../totp/take-code.ts';
import { sessionAtDoor } from './session-at-door.ts';

/** Wrong ones in a quarter of an hour, by the session and by the account. */
const OF_SESSION = 10;
const OF_ACCOUNT = 30;

/** What somebody proves by to be it: the code where the second factor is on, else the password. */
export interface Proof {
  readonly password: string;
  readonly code: string;
}

/**
 * Somebody proves again to be it: holds for ten minutes (`requireProof`). @returns the account
 * @throws Problem UNAUTHENTICATED, INVALID `prove.wrong` or `totp.…`, FORBIDDEN `prove.signInAgain`, LIMITED
 */
export async function prove(door: Door, seals: Seals, token: string, { password, code }: Proof): Promise<string> {
  const key = keyOf(token);
  const known = await door.tenancy.atDoor({ key }, async (work) => {
    const session = await sessionAtDoor(work, token, ['OPEN']);
    const [totp] = await work.execute('select 1 from identity.totp where account_id = ? and confirmed_at is not null', [
      session.account.id,
    ]);
    return { session, hasTotp: totp !== undefined };
  });
  const { id: accountId, passwordHash } = known.session.account;
  if (known.hasTotp && !code) throw invalid('prove.codeWanted', ['code']);
  if (!known.hasTotp && passwordHash === null) throw new Problem('FORBIDDEN', 'prove.signInAgain');
  const giveBack = await door.attempts.count(
    [
      { of: `prove session ${known.session.id}`, most: OF_SESSION, minutes: 15 },
      { of: `prove account ${accountId}`, most: OF_ACCOUNT, minutes: 15 },
    ],
    known.hasTotp ? 'totp.tooMany' : 'signIn.tooMany',
    [known.hasTotp ? 'code' : 'password'],
  );
  if (!known.hasTotp && !(await passwordMatches(passwordHash, password))) throw invalid('prove.wrong', ['password']);
  await door.tenancy.atDoor({ key, account: accountId }, async (work) => {
    if (known.hasTotp) await takeCode(work, seals, accountId, code);
    await work.execute('update identity.session set proven_at = now() where token_hash = ? and ended_at is null', [
      key,
    ]);
    await work.announce({ event: 'proofGiven', noun: 'account', id: accountId });
  });
  giveBack();
  return accountId;
}
