import { invalid } from '@landfall/kit/problem/problem';
import type { Seals } from '@landfall/kit/seal/seals';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { isRecoveryCode, spendRecoveryCode } from './recovery-codes.ts';
import { checkCode } from './totp-code.ts';

/**
 * Takes a code of the account's app, or one of its recovery codes: either is good once.
 * @throws Problem INVALID `totp.wrong`, `totp.used` at `code`
 */
export async function takeCode(door: DoorWork, seals: Seals, accountId: string, code: string): Promise<void> {
  const [totp] = await door.execute<{ sealed_secret: string; last_step: number | null }>(
    `select sealed_secret, last_step from identity.totp where account_id = ? and confirmed_at is not null and sealed_secret is not null for update`,
    [accountId],
  );
  if (!totp) throw invalid('totp.wrong', ['code']);
  if (isRecoveryCode(code)) {
    if (!(await spendRecoveryCode(door, accountId, code))) throw invalid('totp.wrong', ['code']);
    return;
  }
  const kept = { sealedSecret: totp.sealed_secret, lastStep: totp.last_step };
  const verdict = checkCode(seals, kept, code, door.now.epochMilliseconds);
  if (verdict === 'wrong' || verdict === 'used') throw invalid(`totp.${verdict}`, ['code']);
  await door.execute('update identity.totp set last_step = ? where account_id = ?', [verdict.step, accountId]);
}
