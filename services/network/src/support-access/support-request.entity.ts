import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal } from '@landfall/kit/personal/personal';
import { globalTable, OWN_TENANT } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * Headquarters asks to be let into a partner: who, why, until when. Written by headquarters only; whether it is let in
 * stands in the partner's own row ({@link SupportGrant}), which headquarters can't write.
 */
@Entity(
  globalTable({
    schema: 'network',
    table: 'support_request',
    rows: {
      desk: { using: OWN_TENANT, may: ['select'] },
      hq: { using: 'true', may: ['select', 'insert', 'update'] },
      edge: { using: 'withdrawn_at is null and ends_at > now()', may: ['select'] },
    },
  }),
)
@Index({ properties: ['askedAt', 'id'] })
@Check({
  name: 'support_request_ends_check',
  expression: `ends_at > asked_at and ends_at <= (asked_at + '72:05:00'::interval)`,
})
export class SupportRequest {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  /** The partner that is asked. */
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  reason!: string;

  /** Headquarters' person, who alone may come in by it. */
  @Property({ type: 'uuid' })
  askedById!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  askedByName!: string;

  @Property({ type: InstantType })
  askedAt!: Temporal.Instant;

  /** At most 72 hours after it was asked. */
  @Property({ type: InstantType })
  endsAt!: Temporal.Instant;

  /** Headquarters needs it no longer, or has left for good. */
  @Property({ type: InstantType, nullable: true })
  withdrawnAt?: Temporal.Instant | null;
}
