import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How a member wants to be told of a kind, where that isn't the usual way. */
@Entity(
  tenantTable({
    schema: 'notifications',
    table: 'preference',
    deskMay: ['select', 'insert', 'update', 'delete'],
    portal: ownCustomer(),
    portalMay: ['select', 'insert', 'update'],
    headquarters: ['select', 'insert', 'update'],
  }),
)
export class Preference {
  [PrimaryKeyProp]?: ['tenantId', 'membershipId', 'kind'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  membershipId!: string;

  /** Of InboxKind. */
  @PrimaryKey({ type: 'text' })
  kind!: string;

  /** The customer whose person the member is; null for the partner's own. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Property({ type: 'boolean' })
  inApp!: boolean;

  @Property({ type: 'boolean' })
  byMail!: boolean;
}
