import { InstantType } from '@landfall/kit/clock/instant.type';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How often something was tried within a window, by the hash of what it is counted for. Holds nothing about anybody. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'attempt',
    rows: { edge: { using: 'true', may: ['select', 'insert', 'update', 'delete'] } },
  }),
)
@Index({ properties: ['until'] })
export class Attempt {
  @PrimaryKey({ type: 'text' })
  key!: string;

  @Property({ type: 'integer' })
  count!: number;

  @Property({ type: InstantType })
  until!: Temporal.Instant;
}
