import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { tenantTable } from '../tenancy/table.ts';

/** That a consumer has had an event's effect, written in the same transaction as the effect. */
@Entity(
  tenantTable({
    schema: 'kit',
    table: 'consumed_event',
    deskMay: ['select', 'insert'],
    workerMay: ['select', 'delete'],
  }),
)
export class ConsumedEvent {
  [PrimaryKeyProp]?: ['tenantId', 'consumer', 'eventId'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  consumer!: string;

  @PrimaryKey({ type: 'uuid' })
  eventId!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  at?: Temporal.Instant;
}
