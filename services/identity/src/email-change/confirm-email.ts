import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { emailKey } from '../account/email-key.ts';
import { followEmail } from '../membership/follow-email.ts';
import { endLinks } from '../password-reset/reset-password.ts';
import { noteAccount } from '../personal-data/note-account.ts';
import { actAs } from '../session/act-as.ts';

/** A change of e-mail as one of its two links shows it. The old address is told only at the old address. */
export interface EmailLink {
  readonly side: 'NEW' | 'OLD';
  readonly newEmail: string;
  readonly oldEmail: string | null;
  /** `OPEN`: not confirmed here; `HALF`: here, and not at the other; `DONE`: at both. */
  readonly state: 'OPEN' | 'HALF' | 'DONE';
}

interface Row {
  id: string;
  account_id: string;
  old_email: string;
  new_email: string;
  side: 'NEW' | 'OLD';
  here: boolean;
  there: boolean;
  is_done: boolean;
  is_over: boolean;
}

const LINK = `select c.id, c.account_id, c.old_email, c.new_email, case when c.new_key = ? then 'NEW' else 'OLD' end as side,
    case when c.new_key = ? then c.new_confirmed_at else c.old_confirmed_at end is not null as here,
    case when c.new_key = ? then c.old_confirmed_at else c.new_confirmed_at end is not null as there,
    c.done_at is not null as is_done, c.ended_at is not null or c.expires_at <= now() as is_over
  from identity.email_change c where c.new_key = ? or c.old_key = ?`;

/** What a link of either mail is about. @throws Problem INVALID `emailChange.unknown`, `emailChange.ended` */
export function emailLink(tenancy: Tenancy, token: string): Promise<EmailLink> {
  return tenancy.atDoor({ key: keyOf(token) }, async (door) => shown(await goodLink(door, token)));
}

/**
 * Confirms at one address; with the second, in whatever order, the e-mail is changed.
 * @throws Problem INVALID `emailChange.…`, CONFLICT `emailChange.taken`
 */
export async function confirmEmail(tenancy: Tenancy, token: string): Promise<EmailLink> {
  try {
    let changed: string | undefined;
    const after = await tenancy.atDoor({ key: keyOf(token) }, async (door) => {
      const link = await goodLink(door, token, ' for update');
      if (link.is_done) return shown(link);
      const column = link.side === 'NEW' ? 'new_confirmed_at' : 'old_confirmed_at';
      await actAs(door, link.account_id);
      await door.execute(`update identity.email_change set ${column} = coalesce(${column}, now()) where id = ?`, [
        link.id,
      ]);
      if (!link.there) return shown({ ...link, here: true });
      await change(door, link);
      changed = link.account_id;
      return shown({ ...link, here: true, is_done: true });
    });
    if (changed) await followEmail(tenancy, changed);
    return after;
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE) throw new Problem('CONFLICT', 'emailChange.taken');
    throw error;
  }
}

/** Somebody else has that address meanwhile. */
const UNIQUE = '23505';

async function change(door: DoorWork, { id, account_id, new_email }: Row): Promise<void> {
  await door.execute('update identity.account set email = ?, email_key = ? where id = ? and ended_at is null', [
    new_email,
    emailKey(new_email),
    account_id,
  ]);
  await door.execute('update identity.email_change set done_at = now() where id = ?', [id]);
  // A link that lies in the old mailbox opens nothing any more.
  await endLinks(door, account_id);
  await noteAccount(door, { accountId: account_id, action: 'emailChanged' });
  await door.announce({ event: 'emailChanged', noun: 'account', id: account_id, ids: { change: id } });
}

async function goodLink(door: DoorWork, token: string, lock = ''): Promise<Row> {
  const key = keyOf(token);
  const [link] = await door.execute<Row>(LINK + lock, [key, key, key, key, key]);
  if (!link) throw new Problem('INVALID', 'emailChange.unknown');
  if (link.is_over && !link.is_done) throw new Problem('INVALID', 'emailChange.ended');
  return link;
}

function shown({ side, new_email, old_email, here, is_done }: Row): EmailLink {
  return {
    side,
    newEmail: new_email,
    oldEmail: side === 'OLD' ? old_email : null,
    state: is_done ? 'DONE' : here ? 'HALF' : 'OPEN',
  };
}
