import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT, OWN_KEYS } from './edge-rows.ts';

/** What is still missing before a session is somebody's: a code, the choice of a membership, nothing. */
export type Stage = 'TOTP' | 'MEMBERSHIP' | 'OPEN';

/**
 * One signed-in browser, bound to one membership and to the way it came in. The token is hashed at rest and exchanged at
 * each step; what the viewer may is kept with it, so a request needs one row. A change of roles ends the session, and so
 * does the end of its membership or account, two hours without a request, or twelve hours in all.
 */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'session',
    rows: {
      edge: { using: `${OWN_KEYS('token_hash')} or ${OWN_ACCOUNT('account_id')}`, may: ['select', 'insert', 'update'] },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
@Index({ properties: ['accountId'] })
@Check({ name: 'session_stage_check', expression: `stage in ('TOTP', 'MEMBERSHIP', 'OPEN')` })
@Check({ name: 'session_way_check', expression: `way in ('PASSWORD', 'SSO')` })
export class Session {
  /** SHA-256 of the cookie's token. */
  @PrimaryKey({ type: 'text' })
  @Secret()
  tokenHash!: string;

  @Property({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  /** Null while a person with several memberships has not chosen one. */
  @Property({ type: 'uuid', nullable: true })
  membershipId?: string | null;

  @Property({ type: 'jsonb', nullable: true })
  @Personal({ subject: 'accountId' })
  viewer?: object | null;

  @Property({ type: 'text', default: 'OPEN' })
  stage: Stage = 'OPEN';

  @Property({ type: 'text', default: 'PASSWORD' })
  way: 'PASSWORD' | 'SSO' = 'PASSWORD';

  /** The tenant whose identity provider vouched: such a session enters no other. */
  @Property({ type: 'uuid', nullable: true })
  ssoTenantId?: string | null;

  /** When the person last proved to be it: password, code or single sign-on. */
  @Property({ type: InstantType, nullable: true })
  provenAt?: Temporal.Instant | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  /** The last request, to the minute. */
  @Property({ type: InstantType, defaultRaw: 'now()' })
  lastSeenAt?: Temporal.Instant;

  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  /** `signedOut`, `endedElsewhere`, `passwordChanged`, `passwordReset`. */
  @Property({ type: 'text', nullable: true })
  endReason?: string | null;

  @Property({ type: 'text', nullable: true })
  @Personal({ subject: 'accountId' })
  userAgent?: string | null;

  @Property({ type: 'text', nullable: true })
  @Personal({ subject: 'accountId' })
  address?: string | null;

  /** SHA-256 of the browser's own mark, by which it is known again. */
  @Property({ type: 'text', nullable: true })
  @Secret()
  deviceKey?: string | null;
}
