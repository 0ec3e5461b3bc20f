import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import type { ComposedMail } from '../mail/compose-mail.ts';
import type { MailState } from '../mail/mail-sending.entity.ts';

/** Whoever claims a mail has this long before another process may: more than any attempt takes. Milliseconds. */
export const LEASE_MS = 180_000;

/** A mail claimed by this process. */
export interface Claimed {
  readonly tenantId: string;
  readonly id: string;
  /** This attempt's number, the first being 1. */
  readonly attempts: number;
}

/**
 * The next due mails: of every tenant that has some its longest waiting first, then each one's second, so that a thousand
 * invitations of one hold nobody else up. Locked rows are another process's.
 */
const CLAIM = `with recursive tenant (id) as (
    (select tenant_id from notifications.mail_sending where state = 'QUEUED' order by tenant_id limit 1)
    union all
    select (select s.tenant_id from notifications.mail_sending s where s.state = 'QUEUED' and s.tenant_id > tenant.id order by s.tenant_id limit 1)
    from tenant where tenant.id is not null),
  fair as (
    select own.* from tenant cross join lateral (
      select s.tenant_id, s.id, s.next_at, row_number() over (order by s.next_at) as turn from notifications.mail_sending s
      where s.tenant_id = tenant.id and s.state = 'QUEUED' and s.next_at <= now() order by s.next_at limit $1 * 4) own
    order by own.turn, own.next_at limit $1 * 4),
  due as (
    select s.tenant_id, s.id from fair join notifications.mail_sending s on s.tenant_id = fair.tenant_id and s.id = fair.id
    where s.state = 'QUEUED' and s.next_at <= now() order by fair.turn, fair.next_at limit $1 for update of s skip locked)
  update notifications.mail_sending s set attempts = s.attempts + 1, next_at = now() + interval '${LEASE_MS} milliseconds'
  from due where s.tenant_id = due.tenant_id and s.id = due.id
  returning s.tenant_id as "tenantId", s.id, s.attempts`;

/** What became of an attempt. */
export type Outcome =
  | { readonly state: Exclude<MailState, 'QUEUED'>; readonly mail?: ComposedMail; readonly problem?: string }
  /** Tried again after so many milliseconds. */
  | { readonly state: 'QUEUED'; readonly wait: number; readonly problem: string };

/** The queue in the database, shared by every process that sends. */
export class MailQueue {
  constructor(private readonly tenancy: Tenancy) {}

  /** Claims at most so many due mails for this process. */
  claim(most: number): Promise<Claimed[]> {
    return this.tenancy
      .reader('worker')
      .query<Claimed>({ login: 'worker' }, { name: 'mail-claim', text: CLAIM, values: [most] });
  }

  /** Gives claims back untouched: this process ends. */
  async release(claims: readonly Claimed[]): Promise<void> {
    for (const { tenantId, id, attempts } of claims)
      await this.tenancy.reader('worker').query(
        { login: 'worker' },
        {
          text: `update notifications.mail_sending set attempts = attempts - 1, next_at = now()
            where tenant_id = $1 and id = $2 and attempts = $3 and state = 'QUEUED'`,
          values: [tenantId, id, attempts],
        },
      );
  }

  /** Writes down what became of an attempt, as the mail's tenant. One that lost its claim meanwhile changes nothing of a later one's. */
  async settle({ tenantId, id, attempts }: Claimed, outcome: Outcome): Promise<void> {
    const { state, problem = null } = outcome;
    const wait = outcome.state === 'QUEUED' ? outcome.wait : 0;
    await this.tenancy.work(systemViewer(tenantId, 'notifications.sending'), async (unit) => {
      const settled = await unit.execute(
        `update notifications.mail_sending set state = ?, problem = ?, next_at = now() + ? * interval '1 millisecond',
           settled_at = case when ? = 'QUEUED' then null else now() end
         where id = ? and state = 'QUEUED' and (attempts = ? or ? in ('SENT', 'KEPT')) returning id`,
        [state, problem, wait, state, id, attempts, state],
      );
      if (settled.length === 0 || outcome.state === 'QUEUED') return;
      if (outcome.mail) {
        const { to, subject } = outcome.mail;
        await unit.execute(
          'update notifications.mail set address = ?, locale = ?, subject = ?, account_id = coalesce(account_id, ?) where id = ?',
          [to.email, to.locale, subject, to.accountId, id],
        );
      }
      unit.announce({ event: 'mailSettled', noun: 'mail', id });
    });
  }

  /** Whether anything may be claimed now, or is being worked on by anybody. */
  async isEmpty(): Promise<boolean> {
    const [row] = await this.tenancy.reader('worker').query<{ empty: boolean }>(
      { login: 'worker' },
      {
        text: `select not exists (select from notifications.mail_sending where state = 'QUEUED' and next_at <= now()) as empty`,
      },
    );
    return row?.empty ?? true;
  }
}
