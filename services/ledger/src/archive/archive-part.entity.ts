import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A piece of a file on its way into the archive: some hundred rows, or one picture. Gone once the archive is made. */
@Unaudited()
@Entity(tenantTable({ schema: 'ledger', table: 'archive_part', deskMay: ['select', 'insert', 'update', 'delete'] }))
export class ArchivePart {
  [PrimaryKeyProp]?: ['tenantId', 'archiveId', 'path', 'position'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  archiveId!: string;

  /** The file's path in the archive. */
  @PrimaryKey({ type: 'text' })
  path!: string;

  @PrimaryKey({ type: 'integer' })
  position!: number;

  @Property({ type: 'integer' })
  rows!: number;

  /** When its rows were read. */
  @Property({ type: InstantType, defaultRaw: 'now()' })
  readAt?: Temporal.Instant;

  @Derived()
  @Property({ type: 'blob' })
  content!: Buffer;
}
