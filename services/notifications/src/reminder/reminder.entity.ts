import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** When a running promise comes near its due time, so that its owner is reminded. Ids and times only: the worker looks. */
@Unaudited()
@Entity(
  tenantTable({
    schema: 'notifications',
    table: 'reminder',
    deskMay: ['select', 'insert', 'update', 'delete'],
    workerMay: ['select'],
  }),
)
@Index({ properties: ['at'] })
export class Reminder {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The promise's id. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: InstantType })
  at!: Temporal.Instant;
}
