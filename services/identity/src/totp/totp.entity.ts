import { InstantType } from '@landfall/kit/clock/instant.type';
import { Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT } from '../session/edge-rows.ts';

/** An account's second factor (RFC 6238): on once a code has confirmed it. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'totp',
    rows: { edge: { using: OWN_ACCOUNT('account_id'), may: ['select', 'insert', 'update'] } },
  }),
)
export class Totp {
  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** Base32, sealed for the purpose `totp`. Null once it was turned off. */
  @Property({ type: 'text', nullable: true })
  @Secret()
  sealedSecret?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  begunAt?: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  confirmedAt?: Temporal.Instant | null;

  /** The 30 s step of the last code that was taken: no code is good twice. */
  @Property({ type: 'integer', nullable: true })
  lastStep?: number | null;
}
