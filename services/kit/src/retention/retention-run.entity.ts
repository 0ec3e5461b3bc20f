import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable } from '../tenancy/table.ts';

/** When a rule of retention is next due, for a tenant or (the empty id) for all at once: ten seconds after somebody began, tomorrow once it is done. */
@Entity(
  globalTable({
    schema: 'kit',
    table: 'retention_run',
    rows: { worker: { using: 'true', may: ['select', 'insert', 'update'] } },
  }),
)
export class RetentionRun {
  [PrimaryKeyProp]?: ['tenantId', 'rule'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  rule!: string;

  @Property({ type: InstantType })
  nextAt!: Temporal.Instant;
}
