import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** `KEPT`: to be read at /mail instead of sent. `ENDED`: there was nobody to send it to, or nothing to say any more. */
export type MailState = 'QUEUED' | 'SENT' | 'KEPT' | 'FAILED' | 'ENDED';

/** How far a mail is on its way. Ids, states and times only, so that the worker may see everybody's. */
@Unaudited()
@Entity(
  tenantTable({
    schema: 'notifications',
    table: 'mail_sending',
    workerMay: ['select', 'update'],
  }),
)
@Index({
  name: 'mail_sending_due_index',
  expression: `create index mail_sending_due_index on notifications.mail_sending (tenant_id, next_at) where state = 'QUEUED'`,
})
@Index({
  name: 'mail_sending_kept_index',
  expression: `create index mail_sending_kept_index on notifications.mail_sending (id desc) include (tenant_id) where state = 'KEPT'`,
})
@Check({
  name: 'mail_sending_state_check',
  expression: `state in ('QUEUED', 'SENT', 'KEPT', 'FAILED', 'ENDED')`,
})
export class MailSending {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'state' | 'attempts';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The mail's id. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text', default: 'QUEUED' })
  state: MailState = 'QUEUED';

  /** Begun ones; one that a process died of counts. */
  @Property({ type: 'integer', default: 0 })
  attempts: number = 0;

  /** Not before this: the next attempt, or the end of the claim under which one is being made. */
  @Property({ type: InstantType, defaultRaw: 'now()' })
  nextAt?: Temporal.Instant;

  /** Kind of the last error (`EENVELOPE 550`); what the server said is not kept, since it may name people. */
  @Property({ type: 'text', nullable: true })
  problem?: string | null;

  @Property({ type: InstantType, nullable: true })
  settledAt?: Temporal.Instant | null;
}
