import type { Seals } from '@landfall/kit/seal/seals';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const DIGITS = 6;
/** A phone's clock may be a minute off, either way. Steps of 30 s. */
const WINDOW = 2;
const PURPOSE = 'totp';

/** The app's entry for an account. */
export function totpOf(secret: string, email: string): TOTP {
  return new TOTP({
    issuer: 'Landfall',
    label: email,
    algorithm: 'SHA1',
    digits: DIGITS,
    period: PERIOD,
    secret: Secret.fromBase32(secret),
  });
}

/** A new secret of 160 bits, in base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** A secret as it is kept. */
export function sealSecret(seals: Seals, secret: string): string {
  return seals.seal(secret, PURPOSE);
}

/** What a code is worth: the step it belongs to, or why it isn't taken. */
export type Verdict = { readonly step: number } | 'wrong' | 'used';

/**
 * Whether a code is the secret's at this time, or up to a minute before or after. One of a step that was used, or of an
 * earlier one, is used.
 * @param at milliseconds of the epoch, of the database's clock
 */
export function checkCode(
  seals: Seals,
  kept: { readonly sealedSecret: string; readonly lastStep: number | null },
  code: string,
  at: number,
): Verdict {
  const digits = plainCode(code);
  if (!/^\d{6}$/.test(digits)) return 'wrong';
  const totp = totpOf(seals.open(kept.sealedSecret, PURPOSE), '');
  const delta = totp.validate({ token: digits, timestamp: at, window: WINDOW });
  if (delta === null) return 'wrong';
  const step = Math.floor(at / 1000 / PERIOD) + delta;
  return kept.lastStep !== null && step <= kept.lastStep ? 'used' : { step };
}

/** What somebody typed, without spaces and full-width figures. */
export function plainCode(code: string): string {
  return code.normalize('NFKC').replace(/[\s-]/g, '');
}
