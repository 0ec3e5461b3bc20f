import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable, OF_HEADQUARTERS, OWN_TENANT, ownCustomer } from '../tenancy/table.ts';

/**
 * An event, written in the transaction that made it true and read in commit order. Ids only: whoever is told reads the
 * row again as itself.
 */
@Entity(
  globalTable({
    schema: 'kit',
    table: 'outbox_event',
    rows: {
      desk: { using: OWN_TENANT, may: ['insert'] },
      portal: { using: ownCustomer(), may: ['insert'] },
      hq: { using: OF_HEADQUARTERS, may: ['insert'] },
      // The door speaks for accounts and for tenants it can't see; it may say, not read.
      edge: { using: 'true', may: ['insert'] },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
export class OutboxEvent {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** UUIDv7: orders the events of one transaction, and tells nobody how many others there were. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** The writing transaction: a row counts only when every older transaction has ended. */
  @Property({ columnType: 'xid8', defaultRaw: 'pg_current_xact_id()', index: true })
  xid?: string;

  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  /** Past tense, e.g. `ticketDispatched`. */
  @Property({ type: 'text' })
  event!: string;

  /** What it happened to, e.g. `ticket`. */
  @Property({ type: 'text' })
  noun!: string;

  @Property({ type: 'uuid' })
  nounId!: string;

  /** Other ids concerned, by noun. */
  @Property({ type: 'jsonb' })
  ids!: Record<string, string>;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  at?: Temporal.Instant;
}
