import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { IdentifiesCustomer } from '../personal/personal.ts';
import { ownCustomer, tenantTable } from '../tenancy/table.ts';

/** How a thing that can be found is shown among the hits: its number or name, and a line beneath. Written by `writeTokens`. */
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'search_subject',
    deskMay: ['select', 'insert', 'update', 'delete'],
    portal: ownCustomer(),
    portalMay: ['select', 'insert', 'update'],
  }),
)
export class SearchSubject {
  [PrimaryKeyProp]?: ['tenantId', 'noun', 'nounId'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The thing's name in events: `ticket`, `dispatchOrder`, `customer`. */
  @PrimaryKey({ type: 'text' })
  noun!: string;

  @PrimaryKey({ type: 'uuid' })
  nounId!: string;

  /** Whose it is, where it is a customer's; a customer is its own. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  /** Number or name. */
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  title!: string;

  /** What it is about, without the customer's name: that one is joined when it is shown. */
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  subtitle?: string | null;
}
