import { InstantType } from '@landfall/kit/clock/instant.type';
import { globalTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_PARTNER } from './published-partner.entity.ts';

/** A version of a partner's service policy as it publishes it to headquarters, which compares it with its floor. */
@Entity(
  globalTable({
    schema: 'network',
    table: 'published_policy',
    rows: {
      desk: { using: OWN_PARTNER, may: ['select', 'insert', 'update'] },
      hq: { using: 'true', may: ['select'] },
    },
  }),
)
export class PublishedPolicy {
  [PrimaryKeyProp]?: ['partnerId', 'policyVersion'];

  @PrimaryKey({ type: 'uuid' })
  partnerId!: string;

  @PrimaryKey({ type: 'integer' })
  policyVersion!: number;

  @Property({ type: InstantType })
  validFrom!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  withdrawnAt?: Temporal.Instant | null;

  @Property({ type: 'text' })
  clockMode!: string;

  @Property({ type: 'integer' })
  contactHours!: number;

  @Property({ type: 'integer' })
  onSiteHours!: number;

  /** Opening minutes a week. */
  @Property({ type: 'integer' })
  openMinutes!: number;
}
