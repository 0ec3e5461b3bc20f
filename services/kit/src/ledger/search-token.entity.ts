import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ownCustomer, tenantTable } from '../tenancy/table.ts';

/**
 * What a thing can be found by: one row a token, equality and prefix range only, so that the tenant's index serves it
 * under row-level security (performance.md 5). Written with the thing itself by `writeTokens`.
 */
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'search_token',
    deskMay: ['select', 'insert', 'update', 'delete'],
    portal: ownCustomer(),
    portalMay: ['select', 'insert', 'update', 'delete'],
  }),
)
@Index({ properties: ['tenantId', 'nounId', 'noun', 'token'] })
export class SearchToken {
  [PrimaryKeyProp]?: ['tenantId', 'token', 'noun', 'nounId'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ columnType: 'text', collation: 'C' })
  token!: string;

  /** The thing's name in events: `ticket`, `dispatchOrder`, `customer`. */
  @PrimaryKey({ type: 'text' })
  noun!: string;

  @PrimaryKey({ type: 'uuid' })
  nounId!: string;

  /** Whose it is, where it is a customer's. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;
}
