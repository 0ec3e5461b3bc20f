import { tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A partner's own cell with its full counts, and what of it was published last. Headquarters can't read it. */
@Entity(tenantTable({ schema: 'network', table: 'tenant_cell', deskMay: ['select', 'insert', 'update', 'delete'] }))
export class TenantCell {
  [PrimaryKeyProp]?: ['tenantId', 'figure', 'productLine', 'month'];
  [OptionalProps]?: 'blur';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  figure!: string;

  @PrimaryKey({ type: 'text' })
  productLine!: string;

  @PrimaryKey({ type: 'text' })
  month!: string;

  @Property({ type: 'integer' })
  numerator!: number;

  @Property({ type: 'integer' })
  denominator!: number;

  /** Distinct customers behind the counts. */
  @Property({ type: 'integer' })
  customers!: number;

  /** Distinct customers when it was published last; null where nothing of it is. */
  @Property({ type: 'integer', nullable: true })
  publishedCustomers?: number | null;

  @Property({ type: 'integer', nullable: true })
  publishedNumerator?: number | null;

  @Property({ type: 'integer', nullable: true })
  publishedDenominator?: number | null;

  /** What all steps published so far were blurred by together. A step keeps its blur, so reading it often tells no more. */
  @Property({ type: 'integer', default: 0 })
  blur!: number;
}
