import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_PARTNER } from './published-partner.entity.ts';

/** One step of a partner's life: who did it, when and why. Written once; nobody changes or deletes it. */
@Unaudited()
@Entity(
  globalTable({
    schema: 'network',
    table: 'partnership_change',
    rows: {
      // Of its own life a partner tells one thing: that its set-up is finished.
      desk: { using: `${OWN_PARTNER} and action = 'activate'`, may: ['select', 'insert'] },
      hq: { using: 'true', may: ['select', 'insert'] },
    },
  }),
)
@Index({ properties: ['partnerId', 'at'] })
export class PartnershipChange {
  [PrimaryKeyProp]?: ['partnerId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  partnerId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: InstantType })
  at!: Temporal.Instant;

  @Property({ type: 'text' })
  action!: string;

  @Property({ type: 'text', nullable: true })
  fromState?: string | null;

  @Property({ type: 'text' })
  toState!: string;

  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  /** Membership at headquarters; null where the partner itself did it. */
  @Property({ type: 'uuid', nullable: true })
  byId?: string | null;

  @Personal({ subject: 'byId' })
  @Property({ type: 'text', nullable: true })
  byName?: string | null;
}
