import { InstantType } from '@landfall/kit/clock/instant.type';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Place } from './archive-place.ts';

export type ArchiveState = 'WAITING' | 'RUNNING' | 'READY' | 'FAILED' | 'EXPIRED';

/**
 * Everything a partner has here, as one file it can take away. Made in the background by whichever process takes the
 * lease; how far it is stands in the row, so another goes on where one was ended.
 */
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'archive',
    workerMay: ['select'],
  }),
)
@Index({ properties: ['state', 'leaseUntil'] })
@Check({
  name: 'archive_state_check',
  expression: `state in ('WAITING', 'RUNNING', 'READY', 'FAILED', 'EXPIRED')`,
})
export class Archive {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'state' | 'askedAt' | 'rowsDone' | 'rowsTotal' | 'bytes' | 'attempts' | 'leaseUntil';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text', default: 'WAITING' })
  state: ArchiveState = 'WAITING';

  /** Membership of the administrator who asked for it. */
  @Property({ type: 'uuid' })
  askedById!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  askedAt!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  finishedAt?: Temporal.Instant | null;

  /** When the file is thrown away. */
  @Property({ type: InstantType, nullable: true })
  expiresAt?: Temporal.Instant | null;

  @Property({ type: 'integer', default: 0 })
  rowsDone: number = 0;

  /** As counted at the start; what is added meanwhile may be in it too. */
  @Property({ type: 'integer', default: 0 })
  rowsTotal: number = 0;

  /** Which table is being read and behind which row; null before the start and once all is read. */
  @Property({ type: 'jsonb', nullable: true })
  place?: Place | null;

  /** Length of the file. */
  @Property({ columnType: 'bigint', default: '0' })
  bytes: number = 0;

  /** SHA-256 of the file, hexadecimal. */
  @Property({ type: 'text', nullable: true })
  sha256?: string | null;

  @Property({ type: 'integer', nullable: true })
  files?: number | null;

  /** How often a process began or went on with it. */
  @Property({ type: 'integer', default: 0 })
  attempts: number = 0;

  /** Until then it is one process's; past, anybody's. */
  @Property({ type: InstantType, defaultRaw: 'now()' })
  leaseUntil!: Temporal.Instant;

  @Property({ type: 'uuid', nullable: true })
  leaseBy?: string | null;
}
