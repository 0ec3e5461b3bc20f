import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A reseller: one tenant. Its service policy is versioned beside it. */
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'partner',
    deskMay: ['select', 'insert', 'update'],
    portal: OWN_TENANT,
    edge: `tenant_id in (select m.tenant_id\n   from identity.membership m)`,
    // Which tenants there are, for work that goes through all of them.
    workerMay: ['select'],
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

  /** Who mail comes from, as people read it; the name where nothing is written. */
  @Property({ type: 'text', nullable: true })
  senderName?: string | null;

  /** The picture in force, by its row in `partner_logo`. */
  @Property({ type: 'uuid', nullable: true })
  logoId?: string | null;

  /** Departments people belong to, in the order they are listed. */
  @Property({ columnType: 'text[]', defaultRaw: "'{}'" })
  departments: string[] = [];

  /** Regions served, as prefixes of division codes: `31` is Shanghai, `3101` its city. */
  @Property({ columnType: 'text[]', defaultRaw: "'{}'" })
  divisions: string[] = [];

  @Property({ type: 'integer', version: true })
  version!: number;
}
