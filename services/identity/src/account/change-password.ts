import type { Context } from '@landfall/kit/service/context';
import { endLinks } from '../password-reset/reset-password.ts';
import { fromWhere, noteAccount } from '../personal-data/note-account.ts';
import { endSessions } from '../session/end-sessions.ts';
import { viewersOf } from '../session/memberships-of.ts';
import type { AccountType } from './account.type.ts';
import { atOwnAccount } from './own-account.ts';
import { hashPassword } from './password.ts';
import { checkPassword } from './password-rules.ts';
import { accountAt } from './read-account.ts';

/** Sets another password: every other session ends, and so do links under way. @throws Problem INVALID `password.…` at `newPassword` */
export async function changePassword(context: Context, newPassword: string): Promise<AccountType> {
  const { accountId, sessionId } = context.viewer;
  const owner = await atOwnAccount(context, async (door) => {
    const [account] = (await door.execute<{ email: string }>('select email from identity.account where id = ?', [
      accountId,
    ])) as [{ email: string }];
    const viewers = await viewersOf(door, { id: accountId, email: account.email }, { way: 'PASSWORD' });
    return { email: account.email, names: viewers.map(({ name }) => name) };
  });
  await checkPassword(newPassword, owner, 'newPassword');
  const hash = await hashPassword(newPassword);
  return atOwnAccount(context, async (door) => {
    await door.execute('update identity.account set password_hash = ?, password_changed_at = now() where id = ?', [
      hash,
      accountId,
    ]);
    await endLinks(door, accountId);
    await endSessions(door, accountId, { except: sessionId, reason: 'passwordChanged' });
    await noteAccount(door, { ...fromWhere(context.viewer), action: 'passwordChanged' });
    await door.announce({ event: 'passwordChanged', noun: 'account', id: accountId });
    return accountAt(door, context);
  });
}
