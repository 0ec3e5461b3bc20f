import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived } from '@landfall/kit/personal/personal';
import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A partner's logo as we made it anew from what was uploaded. Its name in the address is random, so none can be guessed. */
@Entity(tenantTable({ schema: 'identity', table: 'partner_logo', deskMay: ['select', 'insert'], portal: OWN_TENANT }))
export class PartnerLogo {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  mediaType!: string;

  @Property({ type: 'integer' })
  width!: number;

  @Property({ type: 'integer' })
  height!: number;

  /** Too much for the audit trail, which has its name. */
  @Derived()
  @Property({ type: 'blob' })
  bytes!: Buffer;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;
}
