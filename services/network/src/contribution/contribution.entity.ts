import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * What one visit adds to one figure. It makes corrections reversible: a changed visit takes its old contribution back.
 * The partner's own; headquarters can't read it (security.md 19).
 */
@Entity(tenantTable({ schema: 'network', table: 'contribution', deskMay: ['select', 'insert', 'update', 'delete'] }))
@Index({
  name: 'contribution_cell_index',
  expression: `create index contribution_cell_index on network.contribution (tenant_id, figure, product_line, month)
  include (customer_id, numerator, denominator)`,
})
@Check({ name: 'contribution_month_check', expression: `month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'` })
export class Contribution {
  [PrimaryKeyProp]?: ['tenantId', 'caseId', 'figure'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The dispatch order. */
  @PrimaryKey({ type: 'uuid' })
  caseId!: string;

  @PrimaryKey({ type: 'text' })
  figure!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  /** `KIS`, `K3`, or `NONE` where the visit was for no product. */
  @Property({ type: 'text' })
  productLine!: string;

  /** YYYY-MM in which the order was received, in the partner's time zone. */
  @Property({ type: 'text' })
  month!: string;

  @Property({ type: 'integer' })
  numerator!: number;

  @Property({ type: 'integer' })
  denominator!: number;
}
