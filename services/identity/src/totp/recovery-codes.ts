import { randomBytes } from 'node:crypto';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';

const HOW_MANY = 10;
/** Crockford's base32 without letters that look like figures. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ23';
const LENGTH = 12;

/** Ten new codes of 58 bits; those of before are over. Shown now and never again. */
export async function makeRecoveryCodes(door: DoorWork, accountId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await door.execute('update identity.recovery_code set ended_at = now() where account_id = ? and ended_at is null', [
    accountId,
  ]);
  await door.execute(
    `insert into identity.recovery_code (account_id, code_key) select ?::uuid, k from jsonb_array_elements_text(?::jsonb) as k`,
    [accountId, JSON.stringify(codes.map((code) => recoveryKey(accountId, code)))],
  );
  return codes;
}

/** Uses a code up; false where it isn't one, or not any more. */
export async function spendRecoveryCode(door: DoorWork, accountId: string, code: string): Promise<boolean> {
  const spent = await door.execute(
    'update identity.recovery_code set ended_at = now() where account_id = ? and code_key = ? and ended_at is null returning code_key',
    [accountId, recoveryKey(accountId, code)],
  );
  return spent.length > 0;
}

/** Whether it looks like one, rather than like a code of the app. */
export function isRecoveryCode(code: string): boolean {
  return plain(code).length === LENGTH;
}

function recoveryKey(accountId: string, code: string): string {
  return keyOf(`recovery ${accountId} ${plain(code)}`);
}

function plain(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
}

function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
