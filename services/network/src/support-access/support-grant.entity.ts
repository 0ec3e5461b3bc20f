import { InstantType } from '@landfall/kit/clock/instant.type';
import { globalTable, OWN_TENANT } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What a partner's administrator answered to a request, and whether it still holds. Written by the partner only. */
@Entity(
  globalTable({
    schema: 'network',
    table: 'support_grant',
    rows: {
      desk: { using: OWN_TENANT, may: ['select', 'insert', 'update'] },
      hq: { using: 'true', may: ['select'] },
      edge: { using: `answer = 'GRANTED' and ended_at is null and ends_at > now()`, may: ['select'] },
      // Only what has to be told as over.
      worker: { using: `answer = 'GRANTED' and ended_at is null and ends_at <= now()`, may: ['select'] },
    },
  }),
)
@Index({
  name: 'support_grant_open_index',
  expression: `create index support_grant_open_index on network.support_grant (ends_at) where answer = 'GRANTED' and ended_at is null`,
})
@Check({ name: 'support_grant_answer_check', expression: `answer in ('GRANTED', 'REFUSED')` })
export class SupportGrant {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The request's. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  answer!: 'GRANTED' | 'REFUSED';

  /** Roles the person works with; none: only reads. */
  @Property({ columnType: 'text[]' })
  roles!: string[];

  /** Not later than asked for. */
  @Property({ type: InstantType })
  endsAt!: Temporal.Instant;

  /** Membership of the administrator. */
  @Property({ type: 'uuid' })
  answeredById!: string;

  @Property({ type: InstantType })
  answeredAt!: Temporal.Instant;

  /** What the administrator says to headquarters with it. */
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  /** When it ended: by an administrator of either side, or by its time (then the same as {@link endsAt}). */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
