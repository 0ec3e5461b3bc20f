import { InstantType } from '@landfall/kit/clock/instant.type';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT, OWN_KEY } from './edge-rows.ts';

/**
 * One signed-in browser, bound to one membership. The token is hashed at rest; what the viewer may is kept with it, so
 * a request needs one row. A change of roles ends the session, and so does the end of its membership or account.
 */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'session',
    rows: {
      edge: { using: `${OWN_KEY('token_hash')} or ${OWN_ACCOUNT('account_id')}`, may: ['select', 'insert', 'update'] },
    },
  }),
)
@Index({ properties: ['accountId'] })
export class Session {
  /** SHA-256 of the cookie's token. */
  @PrimaryKey({ type: 'text' })
  tokenHash!: string;

  @Property({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  /** Null while a person with several memberships has not chosen one. */
  @Property({ type: 'uuid', nullable: true })
  membershipId?: string | null;

  @Property({ type: 'jsonb', nullable: true })
  viewer?: object | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  @Property({ type: 'text', nullable: true })
  userAgent?: string | null;

  @Property({ type: 'text', nullable: true })
  address?: string | null;
}
