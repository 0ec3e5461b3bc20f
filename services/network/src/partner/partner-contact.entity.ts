import { Personal } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_PARTNER } from './published-partner.entity.ts';

/** Whom headquarters turns to at a partner; who is invited as its first administrator. */
@Entity(
  globalTable({
    schema: 'network',
    table: 'partner_contact',
    rows: {
      desk: { using: OWN_PARTNER, may: ['select'] },
      hq: { using: 'true', may: ['select', 'insert', 'update'] },
    },
  }),
)
export class PartnerContact {
  [OptionalProps]?: 'id';

  @PrimaryKey({ type: 'uuid' })
  partnerId!: string;

  /** What the audit trail knows it by; not a column. */
  get id(): string {
    return this.partnerId;
  }

  @Personal({ subject: 'partnerId' })
  @Property({ type: 'text' })
  name!: string;

  @Personal({ subject: 'partnerId' })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  @Personal({ subject: 'partnerId' })
  @Property({ type: 'text', nullable: true })
  phone?: string | null;
}
