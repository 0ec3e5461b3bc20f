import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { globalTable } from '../tenancy/table.ts';

/** How far a tenant's read model has been rebuilt or compared, and what was found; whoever moves `nextAt` on does the work. */
@Entity(
  globalTable({
    schema: 'kit',
    table: 'read_model_run',
    rows: { worker: { using: 'true', may: ['select', 'insert', 'update'] } },
  }),
)
@Check({ name: 'read_model_run_work_check', expression: `work in ('REBUILD', 'COMPARISON')` })
export class ReadModelRun {
  [PrimaryKeyProp]?: ['tenantId', 'model', 'work'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'text' })
  model!: string;

  @PrimaryKey({ type: 'text' })
  work!: string;

  /** The part under way; null: not begun, or done. */
  @Property({ type: 'text', nullable: true })
  part?: string | null;

  /** Where in it the next batch goes on. */
  @Property({ type: 'text', nullable: true })
  place?: string | null;

  /** Things looked at so far. */
  @Property({ type: 'integer', default: 0 })
  seen!: number;

  /** Things so far that were changed, or that differ. */
  @Property({ type: 'integer', default: 0 })
  found!: number;

  /** What the last one that was done found. */
  @Property({ type: 'integer', default: 0 })
  differing!: number;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  begunAt?: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  doneAt?: Temporal.Instant | null;

  /** Until then somebody is at it, or it isn't due again. */
  @Property({ type: InstantType })
  nextAt!: Temporal.Instant;
}
