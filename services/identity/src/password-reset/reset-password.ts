import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { hashPassword } from '../account/password.ts';
import { checkPassword } from '../account/password-rules.ts';
import { noteAccount } from '../personal-data/note-account.ts';
import { actAs } from '../session/act-as.ts';
import { endSessions } from '../session/end-sessions.ts';
import { viewersOf } from '../session/memberships-of.ts';
import { type Device, type Opened, openSession } from '../session/open-session.ts';

/** Whose link it is. */
export interface ResetLink {
  readonly accountId: string;
  readonly email: string;
  readonly names: readonly string[];
}

/** Whose password a link of the mail may set. @throws Problem INVALID `reset.unknown`, `reset.used`, `reset.expired` */
export function resetLink(tenancy: Tenancy, token: string): Promise<ResetLink> {
  return tenancy.atDoor({ key: keyOf(token) }, (door) => goodLink(door, token));
}

/**
 * Sets the password by a link of the mail, once: every session of the account ends, and this browser is signed in as far
 * as the second factor. @throws Problem INVALID `reset.…`, `password.…`
 */
export async function resetPassword(
  tenancy: Tenancy,
  token: string,
  password: string,
  device: Device,
): Promise<Opened> {
  const link = await resetLink(tenancy, token);
  await checkPassword(password, link);
  const hash = await hashPassword(password);
  return tenancy.atDoor({ key: keyOf(token) }, async (door) => {
    const { accountId } = await goodLink(door, token, 'for update of r');
    await door.execute(
      'update identity.account set password_hash = ?, password_changed_at = now() where id = ? and ended_at is null',
      [hash, accountId],
    );
    await endLinks(door, accountId);
    await endSessions(door, accountId, { reason: 'passwordReset' });
    await noteAccount(door, { accountId, action: 'passwordReset', address: device.address ?? null });
    await door.announce({ event: 'passwordChanged', noun: 'account', id: accountId });
    return openSession(door, { accountId, way: 'PASSWORD', device });
  });
}

/** Links that are under way are good for nothing any more. */
export async function endLinks(door: Pick<DoorWork, 'execute'>, accountId: string): Promise<void> {
  await door.execute('update identity.password_reset set ended_at = now() where account_id = ? and ended_at is null', [
    accountId,
  ]);
}

async function goodLink(door: DoorWork, token: string, lock = ''): Promise<ResetLink> {
  const [link] = await door.execute<{ account_id: string; is_over: boolean; is_late: boolean }>(
    `select r.account_id, r.ended_at is not null as is_over, r.expires_at <= now() as is_late
     from identity.password_reset r where r.token_key = ? ${lock}`,
    [keyOf(token)],
  );
  if (!link) throw new Problem('INVALID', 'reset.unknown');
  if (link.is_over) throw new Problem('INVALID', 'reset.used');
  if (link.is_late) throw new Problem('INVALID', 'reset.expired');
  await actAs(door, link.account_id);
  const [account] = await door.execute<{ email: string }>(
    'select email from identity.account where id = ? and ended_at is null',
    [link.account_id],
  );
  if (!account) throw new Problem('INVALID', 'reset.unknown');
  const viewers = await viewersOf(door, { id: link.account_id, email: account.email }, { way: 'PASSWORD' });
  return { accountId: link.account_id, email: account.email, names: viewers.map(({ name }) => name) };
}
