import { IdentifiesCustomer } from '@landfall/kit/personal/personal';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/** A place of a customer where it is served, beside its own address. */
@ObjectType('Site', { simpleResolvers: true, description: '客戶的服務地點。' })
@Entity(tenantTable({ schema: 'customers', table: 'site', portal: ownCustomer() }))
@Index({ properties: ['tenantId', 'customerId'] })
export class Site {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  @Field(() => String)
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  name!: string;

  /** Six digits, GB/T 2260. */
  @Field(() => String)
  @Property({ type: 'text' })
  divisionCode!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  divisionName!: string;

  @Field(() => String)
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  address!: string;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  howToGetThere?: string | null;

  /** Visits may take longer (R3). */
  @Field(() => Boolean)
  @Property({ type: 'boolean', default: false })
  isRemote: boolean = false;
}
