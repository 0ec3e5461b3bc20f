import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived, IdentifiesCustomer } from '@landfall/kit/personal/personal';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Contact } from '../contact/contact.entity.ts';
import { RegisteredProduct } from '../registered-product/registered-product.entity.ts';
import { Site } from '../site/site.entity.ts';

/**
 * A company served by one partner, with its contacts, sites and registered products as one record: `version` counts
 * every change of any of them. Fields of `customer_card` are shareable: other services' lists provide them.
 */
@ObjectType('Customer', { simpleResolvers: true, description: '客戶(公司)。' })
@Directive('@key(fields: "id")')
@Entity(tenantTable({ schema: 'customers', table: 'customer', portal: ownCustomer('id') }))
@Unique({ properties: ['tenantId', 'number'] })
@Unique({ properties: ['tenantId', 'creditCode'] })
@Index({ properties: ['tenantId', 'phoneE164'] })
@Index({
  name: 'customer_list_index',
  expression: `create index customer_list_index on customers.customer (tenant_id, sort_key, id) include (number, name, short_name, credit_code, division_code, division_name, address, phone, is_remote, version)`,
})
export class Customer {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version' | 'contacts' | 'sites' | 'registeredProducts';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Human number, e.g. C2026-00012. */
  @Field(() => String)
  @Directive('@shareable')
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String)
  @Directive('@shareable')
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Directive('@shareable')
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  shortName?: string | null;

  /** Pinyin sort key of the name. */
  @IdentifiesCustomer()
  @Derived()
  @Property({ columnType: 'text', collation: 'C' })
  sortKey!: string;

  /** Unified social credit code, check digit verified (GB 32100-2015). */
  @Field(() => String, { nullable: true, description: '統一社會信用代碼。' })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  creditCode?: string | null;

  /** Six digits, GB/T 2260. */
  @Field(() => String)
  @Directive('@shareable')
  @Property({ type: 'text' })
  divisionCode!: string;

  /** As an address says it: 上海市 浦东新区. */
  @Field(() => String)
  @Directive('@shareable')
  @Property({ type: 'text' })
  divisionName!: string;

  @Field(() => String)
  @Directive('@shareable')
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  address!: string;

  /** The switchboard, for reading. */
  @Field(() => String, { nullable: true })
  @Directive('@shareable')
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  phone?: string | null;

  /** The same for matching: +862158886666, without an extension. */
  @IdentifiesCustomer()
  @Derived()
  @Property({ type: 'text', nullable: true })
  phoneE164?: string | null;

  /** Visits may take longer (R3). */
  @Field(() => Boolean)
  @Directive('@shareable')
  @Property({ type: 'boolean', default: false })
  isRemote: boolean = false;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Derived()
  @Property({ type: InstantType, defaultRaw: 'now()' })
  updatedAt?: Temporal.Instant;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => [Contact], { description: '在職聯絡人,主要聯絡人在前。' })
  contacts!: Contact[];

  @Field(() => [Site])
  sites!: Site[];

  @Field(() => [RegisteredProduct])
  registeredProducts!: RegisteredProduct[];
}
