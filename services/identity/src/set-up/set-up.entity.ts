import { InstantType } from '@landfall/kit/clock/instant.type';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How far a new partner's administrator has come in the guided set-up. A partner without a row has nothing to set up. */
@Entity(tenantTable({ schema: 'identity', table: 'set_up' }))
export class SetUp {
  /** The partner. */
  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The partner too: one row a partner; not a column. */
  get id(): string {
    return this.tenantId;
  }

  /** Steps done, in the order they were. */
  @Property({ columnType: 'text[]', defaultRaw: "'{}'" })
  steps: string[] = [];

  @Property({ type: InstantType, nullable: true })
  finishedAt?: Temporal.Instant | null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
