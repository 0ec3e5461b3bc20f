import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable } from '../tenancy/table.ts';

/** An event a consumer could not take: put aside so that nothing behind it waits, tried again, and parked after the last attempt. */
@Entity(
  globalTable({
    schema: 'kit',
    table: 'event_aside',
    rows: { worker: { using: 'true', may: ['select', 'insert', 'update', 'delete'] } },
  }),
)
@Index({ properties: ['consumer', 'nextAt'] })
export class EventAside {
  [PrimaryKeyProp]?: ['tenantId', 'consumer', 'eventId'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  consumer!: string;

  @PrimaryKey({ type: 'uuid' })
  eventId!: string;

  @Property({ type: 'integer' })
  attempts!: number;

  /** When it is tried again; null where it is parked until a person looks. */
  @Property({ type: InstantType, nullable: true })
  nextAt?: Temporal.Instant | null;

  /** Name and code of the last error; what it said is in the log only, since it may name people. */
  @Property({ type: 'text' })
  problem!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  since?: Temporal.Instant;
}
