import { InstantType } from '@landfall/kit/clock/instant.type';
import { Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT } from '../session/edge-rows.ts';

/** A code that is good once in place of one from the authenticator app; hashed, shown when it is made and never again. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'recovery_code',
    rows: { edge: { using: OWN_ACCOUNT('account_id'), may: ['select', 'insert', 'update'] } },
  }),
)
export class RecoveryCode {
  [PrimaryKeyProp]?: ['accountId', 'codeKey'];

  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** SHA-256 of account and code. */
  @PrimaryKey({ type: 'text' })
  @Secret()
  codeKey!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  /** Used, or replaced by newer ones. */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
