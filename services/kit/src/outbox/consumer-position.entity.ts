import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { globalTable } from '../tenancy/table.ts';

/** How far a consumer has read the outbox. What it has done is told by ConsumedEvent; this only saves it the reading. */
@Entity(
  globalTable({
    schema: 'kit',
    table: 'consumer_position',
    rows: { worker: { using: 'true', may: ['select', 'insert', 'update'] } },
  }),
)
export class ConsumerPosition {
  @PrimaryKey({ type: 'text' })
  consumer!: string;

  @Property({ columnType: 'xid8' })
  xid!: string;

  @Property({ type: 'uuid' })
  eventId!: string;
}
