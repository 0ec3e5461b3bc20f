import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT, OWN_KEY } from '../session/edge-rows.ts';

/**
 * Somebody asked for a new password: a link that is good once, for 30 minutes. Asked for an e-mail nobody has, the row is
 * of an account that doesn't exist, so that both take the same work.
 */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'password_reset',
    rows: {
      edge: { using: `${OWN_KEY('token_key')} or ${OWN_ACCOUNT('account_id')}`, may: ['select', 'insert', 'update'] },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
@Index({ properties: ['accountId'] })
export class PasswordReset {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  /** SHA-256 of the link's token, which is derived from the id. */
  @Property({ type: 'text' })
  @Unique()
  @Secret()
  tokenKey!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  /** Used, or overtaken by another way to a new password. */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  /** Where it was asked for. */
  @Property({ type: 'text', nullable: true })
  @Personal({ subject: 'accountId' })
  address?: string | null;
}
