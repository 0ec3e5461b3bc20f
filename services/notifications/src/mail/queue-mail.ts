import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import type { MailKindName } from './mail.kinds.ts';

/** A mail to be sent: whom it goes to is found when it is sent. */
export interface NewMail {
  readonly kind: MailKindName;
  readonly accountId?: string | null;
  readonly membershipId?: string | null;
  /** Ids and plain facts. */
  readonly params?: Readonly<Record<string, string>>;
}

/** Queues a mail in the transaction of what it tells; senders hear of it after the commit. */
export async function queueMail(unit: UnitOfWork, mail: NewMail): Promise<void> {
  const id = uuidv7();
  const { kind, accountId = null, membershipId = null, params = {} } = mail;
  await unit.execute(
    `insert into notifications.mail (tenant_id, id, kind, account_id, membership_id, params) values (?, ?, ?, ?, ?, ?::jsonb)`,
    [unit.tenant, id, kind, accountId, membershipId, JSON.stringify(params)],
  );
  await unit.execute('insert into notifications.mail_sending (tenant_id, id) values (?, ?)', [unit.tenant, id]);
  unit.announce({ event: 'mailQueued', noun: 'mail', id });
}
