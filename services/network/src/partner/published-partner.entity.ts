import { globalTable } from '@landfall/kit/tenancy/table';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The row is the partner's own. */
export const OWN_PARTNER = "partner_id = (select current_setting('app.tenant')::uuid as current_setting)";

/** What a partner publishes of itself: name and province. Its row is also what writers of its cells take turns on. */
@Entity(
  globalTable({
    schema: 'network',
    table: 'partner',
    rows: {
      desk: { using: OWN_PARTNER, may: ['select', 'insert', 'update'] },
      hq: { using: 'true', may: ['select', 'insert', 'update'] },
    },
  }),
)
export class PublishedPartner {
  [OptionalProps]?: 'id';

  @PrimaryKey({ type: 'uuid' })
  partnerId!: string;

  /** What the audit trail knows it by; not a column. */
  get id(): string {
    return this.partnerId;
  }

  @Property({ type: 'text' })
  name!: string;

  /** Official division code of six digits. */
  @Property({ type: 'text' })
  provinceCode!: string;

  @Property({ type: 'text' })
  province!: string;
}
