import { Unaudited } from '@landfall/kit/audit/unaudited';
import { Derived } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A piece of the finished file, so that any process can hand it out without holding it whole. */
@Unaudited()
@Entity(tenantTable({ schema: 'ledger', table: 'archive_chunk', deskMay: ['select', 'insert', 'delete'] }))
export class ArchiveChunk {
  [PrimaryKeyProp]?: ['tenantId', 'archiveId', 'position'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  archiveId!: string;

  @PrimaryKey({ type: 'integer' })
  position!: number;

  @Derived()
  @Property({ type: 'blob' })
  bytes!: Buffer;
}
