import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable, OF_HEADQUARTERS, OWN_TENANT, ownCustomer } from '../tenancy/table.ts';

/** A person's own lines; a person who has to be found without signing in has none. */
const OWN_LINES = `account_id = (select current_setting('app.account')::uuid as current_setting)`;

/**
 * Who did what to which thing, when and from where, with before and after. Written in the transaction that made it true;
 * no surface may change or delete a line, and background work only deletes what is past its retention. What is about a
 * person is in `personal`, sealed with that person's key (`SubjectKey`): without the key the line stays and says nothing
 * of them. The key is the order of every list (tenant, time), so the newest lines lie together.
 */
@Entity(
  globalTable({
    schema: 'ledger',
    table: 'audit_entry',
    rows: {
      desk: { using: OWN_TENANT, may: ['select', 'insert'] },
      portal: { using: ownCustomer(), may: ['insert'] },
      hq: { using: OF_HEADQUARTERS, may: ['select', 'insert'] },
      edge: { using: OWN_LINES, check: 'true', may: ['select', 'insert'] },
      worker: { using: `at < (now() - '3 years'::interval)`, may: ['select', 'delete'] },
    },
  }),
)
@Index({ properties: ['tenantId', 'nounId', 'at', 'id'] })
@Index({ properties: ['tenantId', 'actorId', 'at', 'id'] })
// Rare actions (a grant, an export) are what is looked for among millions of others.
@Index({ properties: ['tenantId', 'action', 'at', 'id'] })
@Index({
  name: 'audit_entry_retention_index',
  expression: 'create index audit_entry_retention_index on ledger.audit_entry using brin (at)',
})
export class AuditEntry {
  [PrimaryKeyProp]?: ['tenantId', 'at', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: InstantType, defaultRaw: 'now()' })
  at!: Temporal.Instant;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Membership of who did it; null for the system and for what came before a membership was chosen. */
  @Property({ type: 'uuid', nullable: true })
  actorId?: string | null;

  /** Whose key seals name and address; null for the system. */
  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null;

  /** What of the system did it; people's names are sealed. */
  @Property({ type: 'text', nullable: true })
  actorName?: string | null;

  @Property({ type: 'text' })
  way!: string;

  @Property({ type: 'uuid', nullable: true })
  sessionId?: string | null;

  /** The grant under which headquarters was here. */
  @Property({ type: 'uuid', nullable: true })
  supportId?: string | null;

  /** The mutation's name, the event's for what the system did because of it, or what else it was: `signIn`, `read`. */
  @Property({ type: 'text' })
  action!: string;

  /** The event that made the system do it. */
  @Property({ type: 'uuid', nullable: true })
  causeId?: string | null;

  @Property({ type: 'text' })
  noun!: string;

  @Property({ type: 'uuid', nullable: true })
  nounId?: string | null;

  /** Its number or name as it was, where that isn't a person's. */
  @Property({ type: 'text', nullable: true })
  label?: string | null;

  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  /** Columns that changed, by property, as they were; nobody's personal values. */
  @Property({ type: 'jsonb', nullable: true })
  before?: object | null;

  @Property({ type: 'jsonb', nullable: true })
  after?: object | null;

  /** By person: what is about them, sealed; null where their key was dropped before. */
  @Property({ type: 'jsonb', nullable: true })
  personal?: Record<string, string | null> | null;
}
