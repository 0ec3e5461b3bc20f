import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_TENANT, tenantTable } from '../tenancy/table.ts';

/** The last human number given out, per tenant, noun and year. Never shared between tenants: a number tells volume. */
@Entity(tenantTable({ schema: 'kit', table: 'counter', portal: OWN_TENANT, portalMay: ['select', 'insert', 'update'] }))
export class Counter {
  [PrimaryKeyProp]?: ['tenantId', 'noun', 'year'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  noun!: string;

  @PrimaryKey({ type: 'integer' })
  year!: number;

  @Property({ type: 'integer' })
  value!: number;
}
