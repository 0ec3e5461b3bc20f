import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable, OF_HEADQUARTERS, OWN_TENANT, ownCustomer } from '../tenancy/table.ts';

/**
 * Who did what to which thing, when and from where, with before and after. Written in the transaction that made it true;
 * no login may change or delete a line.
 */
@Entity(
  globalTable({
    schema: 'ledger',
    table: 'audit_entry',
    rows: {
      desk: { using: OWN_TENANT, may: ['select', 'insert'] },
      portal: { using: ownCustomer(), may: ['insert'] },
      hq: { using: OF_HEADQUARTERS, may: ['select', 'insert'] },
      edge: { using: 'true', may: ['insert'] },
    },
  }),
)
@Index({ properties: ['tenantId', 'at', 'id'] })
@Index({ properties: ['tenantId', 'noun', 'nounId'] })
export class AuditEntry {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  at?: Temporal.Instant;

  /** Membership of who did it; null for the system and for what came before a membership was chosen. */
  @Property({ type: 'uuid', nullable: true })
  actorId?: string | null;

  @Property({ type: 'text' })
  actorName!: string;

  @Property({ type: 'text' })
  way!: string;

  @Property({ type: 'text', nullable: true })
  address?: string | null;

  @Property({ type: 'uuid', nullable: true })
  sessionId?: string | null;

  /** The grant under which headquarters was here. */
  @Property({ type: 'uuid', nullable: true })
  supportId?: string | null;

  /** The mutation's name, or what else it was: `signIn`, `export`, `read`. */
  @Property({ type: 'text' })
  action!: string;

  @Property({ type: 'text' })
  noun!: string;

  @Property({ type: 'uuid', nullable: true })
  nounId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Property({ type: 'jsonb', nullable: true })
  before?: object | null;

  @Property({ type: 'jsonb', nullable: true })
  after?: object | null;
}
