import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { emailKey } from '../account/email-key.ts';
import { passwordMatches } from '../account/password.ts';
import { noteFailedSignIn } from '../personal-data/note-account.ts';
import { type Device, type Opened, openSession } from '../session/open-session.ts';
import type { Allowance, Attempts } from './attempts.ts';
import { IS_KNOWN_DEVICE } from './known-device.ts';
import { networkOf } from './network-of.ts';

const WINDOW_MINUTES = 15;
/** Wrong passwords within the window, from a browser the account has signed in from: counted apart, so that nobody else can use them up. */
const KNOWN_DEVICE = 10;
/** For one account from one network. */
const PAIR = 10;
/** For one account from anywhere: a guesser with many addresses. */
const ACCOUNT = 50;
/** From one network for any account: a guesser with many e-mails, or an office with one way out. */
const NETWORK = 300;

/** What signing in works with. */
export interface Door {
  readonly tenancy: Tenancy;
  readonly attempts: Attempts;
}

/**
 * E-mail and password: one argon2id verification, and the same answer for the same work whether the e-mail is unknown or
 * the password wrong. @throws Problem UNAUTHENTICATED, LIMITED
 */
export async function signIn(door: Door, email: string, password: string, device: Device): Promise<Opened> {
  const key = emailKey(email);
  const [account] = await door.tenancy.reader('edge').query<{ id: string; password_hash: string; is_known: boolean }>(
    { login: 'edge', key },
    {
      name: 'sign-in',
      text: `select a.id, a.password_hash, ${IS_KNOWN_DEVICE} as is_known
        from identity.account a where a.email_key = $1 and a.ended_at is null`,
      values: [key, device.mark ? keyOf(device.mark) : ''],
    },
  );
  const giveBack = await door.attempts.count(allowancesOf(key, device, account?.is_known ?? false), 'signIn.tooMany', [
    'password',
  ]);
  let isWrong = false;
  try {
    isWrong = !(await passwordMatches(account?.password_hash, password)) || !account;
    if (isWrong && account) noteFailedSignIn(door.tenancy, account.id, device.address, 'PASSWORD');
    if (isWrong || !account) throw new Problem('UNAUTHENTICATED', 'signIn.wrong', ['email', 'password']);
    return await door.tenancy.atDoor({ account: account.id }, (work) =>
      openSession(work, { accountId: account.id, way: 'PASSWORD', device }),
    );
  } finally {
    if (!isWrong) giveBack();
  }
}

/** What a try counts for. An e-mail counts whether or not it has an account, so being limited tells nothing about it. */
export function allowancesOf(key: string, { address = '', mark = '' }: Device, isKnown: boolean): Allowance[] {
  const minutes = WINDOW_MINUTES;
  if (isKnown) return [{ of: `sign-in device ${key} ${mark}`, most: KNOWN_DEVICE, minutes }];
  const network = networkOf(address);
  return [
    { of: `sign-in pair ${key} ${network}`, most: PAIR, minutes },
    { of: `sign-in account ${key}`, most: ACCOUNT, minutes },
    { of: `sign-in network ${network}`, most: NETWORK, minutes },
  ];
}
