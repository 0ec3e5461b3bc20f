import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { Secret } from '../personal/personal.ts';
import { OWN_TENANT, tenantTable } from '../tenancy/table.ts';

const OWN_KEYS = `subject_id = (select current_setting('app.account')::uuid as current_setting)`;

/**
 * The key of one person's values in one tenant's audit trail, itself sealed by the host. Erasing a person drops it: from
 * then on what it sealed is nobody's, here and in every backup made after.
 */
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'subject_key',
    portal: OWN_TENANT,
    portalMay: ['select', 'insert'],
    headquarters: ['select', 'insert', 'update'],
    edge: OWN_KEYS,
    edgeMay: ['select', 'insert', 'update'],
  }),
)
export class SubjectKey {
  [PrimaryKeyProp]?: ['tenantId', 'subjectId'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** An account, a contact, or a row that stands for a person nobody knows more of. */
  @PrimaryKey({ type: 'uuid' })
  subjectId!: string;

  /** Null once dropped: never made anew. */
  @Secret()
  @Property({ type: 'text', nullable: true })
  sealedKey?: string | null;

  @Property({ type: InstantType, nullable: true })
  droppedAt?: Temporal.Instant | null;
}
