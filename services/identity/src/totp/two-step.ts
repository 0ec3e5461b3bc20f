import { invalid } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { encode } from 'uqr';
import type { AccountType } from '../account/account.type.ts';
import { atOwnAccount } from '../account/own-account.ts';
import { accountAt } from '../account/read-account.ts';
import { fromWhere, noteAccount } from '../personal-data/note-account.ts';
import { endSessions } from '../session/end-sessions.ts';
import { Attempts } from '../sign-in/attempts.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { checkCode, newSecret, sealSecret, totpOf } from './totp-code.ts';

/** Wrong codes of an account in a quarter of an hour. */
const MOST = 10;

/** What an authenticator app needs to make an account's codes. */
export interface Enrolment {
  readonly secret: string;
  readonly uri: string;
  readonly path: string;
  readonly size: number;
}

/** A new secret, which counts for nothing until a code confirms it. @throws Problem INVALID `totp.alreadyOn` */
export function beginTotp(context: Context): Promise<Enrolment> {
  const { accountId } = context.viewer;
  const secret = newSecret();
  return atOwnAccount(context, async (door) => {
    const { email } = await accountAt(door, context);
    const begun = await door.execute(
      `insert into identity.totp as t (account_id, sealed_secret) values (?, ?)
       on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, begun_at = now(), last_step = null
       where t.confirmed_at is null returning account_id`,
      [accountId, sealSecret(context.host.seals, secret)],
    );
    if (begun.length === 0) throw invalid('totp.alreadyOn', []);
    const uri = totpOf(secret, email).toString();
    return { secret, uri, ...pictureOf(uri) };
  });
}

/** Turns it on with the first code; the other sessions, which were opened without it, end. */
export async function confirmTotp(context: Context, code: string): Promise<{ codes: string[]; account: AccountType }> {
  const { accountId, sessionId } = context.viewer;
  const attempts = new Attempts(context.host.tenancy.reader('edge'));
  const giveBack = await attempts.count([{ of: `code ${accountId}`, most: MOST, minutes: 15 }], 'totp.tooMany', [
    'code',
  ]);
  const done = await atOwnAccount(context, async (door) => {
    const [begun] = await door.execute<{ sealed_secret: string | null; is_on: boolean }>(
      'select sealed_secret, confirmed_at is not null as is_on from identity.totp where account_id = ? for update',
      [accountId],
    );
    if (begun?.is_on) throw invalid('totp.alreadyOn', []);
    if (!begun?.sealed_secret) throw invalid('totp.notBegun', []);
    const kept = { sealedSecret: begun.sealed_secret, lastStep: null };
    const verdict = checkCode(context.host.seals, kept, code, door.now.epochMilliseconds);
    if (typeof verdict !== 'object') throw invalid('totp.wrong', ['code']);
    await door.execute('update identity.totp set confirmed_at = now(), last_step = ? where account_id = ?', [
      verdict.step,
      accountId,
    ]);
    const codes = await makeRecoveryCodes(door, accountId);
    await endSessions(door, accountId, { except: sessionId, reason: 'endedElsewhere' });
    await noteAccount(door, { ...fromWhere(context.viewer), action: 'totpTurnedOn' });
    await door.announce({ event: 'totpTurnedOn', noun: 'account', id: accountId });
    return { codes, account: await accountAt(door, context) };
  });
  giveBack();
  return done;
}

/** Turns it off; secret and recovery codes are good for nothing any more. */
export function turnOffTotp(context: Context): Promise<AccountType> {
  const { accountId } = context.viewer;
  return atOwnAccount(context, async (door) => {
    const off = await door.execute(
      'update identity.totp set sealed_secret = null, confirmed_at = null, last_step = null where account_id = ? and confirmed_at is not null returning account_id',
      [accountId],
    );
    if (off.length > 0) {
      await door.execute(
        'update identity.recovery_code set ended_at = now() where account_id = ? and ended_at is null',
        [accountId],
      );
      await noteAccount(door, { ...fromWhere(context.viewer), action: 'totpTurnedOff' });
      await door.announce({ event: 'totpTurnedOff', noun: 'account', id: accountId });
    }
    return accountAt(door, context);
  });
}

/** Ten new codes; those of before are good for nothing any more. @throws Problem INVALID `totp.off` */
export function renewRecoveryCodes(context: Context): Promise<{ codes: string[]; account: AccountType }> {
  const { accountId } = context.viewer;
  return atOwnAccount(context, async (door) => {
    const before = await accountAt(door, context);
    if (!before.twoStep.isOn) throw invalid('totp.off', []);
    const codes = await makeRecoveryCodes(door, accountId);
    await noteAccount(door, { ...fromWhere(context.viewer), action: 'renewRecoveryCodes' });
    return { codes, account: await accountAt(door, context) };
  });
}

/** A QR code as one path: each dark module a square of 1, with the quiet zone the standard asks for. */
function pictureOf(text: string): { path: string; size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(''), size };
}
