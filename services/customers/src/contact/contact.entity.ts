import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived, Personal } from '@landfall/kit/personal/personal';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

/** A person at a customer. One who left stays on old records and is no longer matched to a caller. */
@ObjectType('Contact', { simpleResolvers: true, description: '客戶的聯絡人。' })
@Entity(tenantTable({ schema: 'customers', table: 'contact', portal: ownCustomer() }))
@Index({ properties: ['tenantId', 'customerId'] })
@Index({ properties: ['tenantId', 'phoneE164'] })
@Index({ properties: ['tenantId', 'mobileE164'] })
export class Contact {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  @Field(() => String)
  @Personal({ subject: 'id' })
  @Property({ type: 'text' })
  name!: string;

  /** Pinyin sort key of the name. */
  @Personal({ subject: 'id' })
  @Derived()
  @Property({ columnType: 'text', collation: 'C' })
  sortKey!: string;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  post?: string | null;

  /** Fixed line for reading, with its extension. */
  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  phone?: string | null;

  /** The same for matching, without an extension. */
  @Personal({ subject: 'id' })
  @Derived()
  @Property({ type: 'text', nullable: true })
  phoneE164?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  mobile?: string | null;

  @Personal({ subject: 'id' })
  @Derived()
  @Property({ type: 'text', nullable: true })
  mobileE164?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  @Field(() => Boolean)
  @Property({ type: 'boolean', default: false })
  isPrimary: boolean = false;

  /** When the person left the company. */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
