import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { OWN_TENANT, tenantTable } from '../tenancy/table.ts';

/** What one intent of one member came to (architecture.md 15): a repeat re-reads `resultId` as the viewer. */
@Entity(
  tenantTable({
    schema: 'kit',
    table: 'idempotency_key',
    portal: OWN_TENANT,
    portalMay: ['select', 'insert', 'update'],
    headquarters: ['select', 'insert', 'update'],
    workerMay: ['select', 'delete'],
  }),
)
export class IdempotencyKey {
  [PrimaryKeyProp]?: ['tenantId', 'membershipId', 'key'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  membershipId!: string;

  @PrimaryKey({ type: 'text' })
  key!: string;

  /** SHA-256 of field and arguments: the same key with another request is a conflict. */
  @Property({ type: 'text' })
  requestHash!: string;

  @Property({ type: 'uuid', nullable: true })
  resultId?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  at?: Temporal.Instant;
}
