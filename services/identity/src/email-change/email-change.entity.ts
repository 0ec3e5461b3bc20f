import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT, OWN_KEY } from '../session/edge-rows.ts';

/** A person's wish for another e-mail: confirmed at both, in any order, within a day. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'email_change',
    rows: {
      edge: {
        using: `${OWN_KEY('new_key')} or ${OWN_KEY('old_key')} or ${OWN_ACCOUNT('account_id')}`,
        may: ['select', 'insert', 'update'],
      },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
@Index({ properties: ['accountId'] })
export class EmailChange {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Property({ type: 'text' })
  @Personal({ subject: 'accountId' })
  oldEmail!: string;

  @Property({ type: 'text' })
  @Personal({ subject: 'accountId' })
  newEmail!: string;

  /** SHA-256 of the token mailed to the new address. */
  @Property({ type: 'text' })
  @Unique()
  @Secret()
  newKey!: string;

  /** SHA-256 of the token mailed to the old address. */
  @Property({ type: 'text' })
  @Unique()
  @Secret()
  oldKey!: string;

  @Property({ type: InstantType, nullable: true })
  newConfirmedAt?: Temporal.Instant | null;

  @Property({ type: InstantType, nullable: true })
  oldConfirmedAt?: Temporal.Instant | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  doneAt?: Temporal.Instant | null;

  /** Withdrawn, or overtaken by another wish. */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
