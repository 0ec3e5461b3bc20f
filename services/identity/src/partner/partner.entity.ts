import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A reseller: one tenant. Its service policy is versioned beside it. */
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'partner',
    deskMay: ['select'],
    portal: OWN_TENANT,
    edge: `tenant_id in (select m.tenant_id\n   from identity.membership m)`,
  }),
)
export class Partner {
  /** The tenant itself. */
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'text' })
  name!: string;

  /** Province, as an official division code of six digits. */
  @Property({ type: 'text' })
  provinceCode!: string;

  @Property({ type: 'text' })
  provinceName!: string;

  /** IANA time zone. */
  @Property({ type: 'text' })
  timeZone!: string;

  /** Public holidays observed: CN, HK or TW. */
  @Property({ type: 'text' })
  calendar!: string;

  /** 服務監督電話: the partner's own. */
  @Property({ type: 'text', nullable: true })
  monitoringLine?: string | null;

  @Property({ type: 'text', nullable: true })
  monitoringEmail?: string | null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
