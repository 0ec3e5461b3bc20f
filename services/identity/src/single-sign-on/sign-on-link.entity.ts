import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';

/** Who a person of the partner's provider is here: the provider's own name for them, whatever their e-mail becomes. */
@Entity(tenantTable({ schema: 'identity', table: 'sign_on_link' }))
@Unique({ properties: ['tenantId', 'subjectKey'] })
@Index({ properties: ['tenantId', 'accountId'] })
export class SignOnLink {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Property({ type: 'uuid' })
  membershipId!: string;

  /** SHA-256 of issuer and subject. */
  @Secret()
  @Property({ type: 'text' })
  subjectKey!: string;

  /** The e-mail the provider told last. */
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  email!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  usedAt?: Temporal.Instant;
}
