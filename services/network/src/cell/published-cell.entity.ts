import { globalTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_PARTNER } from '../partner/published-partner.entity.ts';

/**
 * The smallest thing headquarters is told: a partner's figure of a product line and a month, from at least five distinct
 * customers, or that there is not enough data. Everything else it reads is a sum over these, so nothing that is
 * suppressed can be worked out from what is not.
 */
@Entity(
  globalTable({
    schema: 'network',
    table: 'published_cell',
    rows: {
      desk: { using: OWN_PARTNER, may: ['select', 'insert', 'update', 'delete'] },
      hq: { using: 'true', may: ['select'] },
    },
  }),
)
@Index({
  name: 'published_cell_month_index',
  expression: `create index published_cell_month_index on network.published_cell (month, figure)
  include (partner_id, product_line, numerator, denominator)`,
})
@Check({
  name: 'published_cell_suppressed_check',
  expression:
    '(numerator is null) = (denominator is null) and (denominator is null) = (value is null) and (denominator is null or denominator >= 5)',
})
export class PublishedCell {
  [PrimaryKeyProp]?: ['partnerId', 'figure', 'productLine', 'month'];

  @PrimaryKey({ type: 'uuid' })
  partnerId!: string;

  @PrimaryKey({ type: 'text' })
  figure!: string;

  @PrimaryKey({ type: 'text' })
  productLine!: string;

  /** YYYY-MM */
  @PrimaryKey({ type: 'text' })
  month!: string;

  /** Null together with the other two where there is not enough data. */
  @Property({ type: 'integer', nullable: true })
  numerator?: number | null;

  @Property({ type: 'integer', nullable: true })
  denominator?: number | null;

  @Property({ type: 'double', nullable: true })
  value?: number | null;
}
