import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT, OWN_KEYS } from '../session/edge-rows.ts';

/** What a token may: read, change, send documents of its own, look at the schema. */
export const API_TOKEN_SCOPES = ['read', 'write', 'documents', 'introspection'] as const;
/** One of {@link API_TOKEN_SCOPES}. */
export type TokenScope = (typeof API_TOKEN_SCOPES)[number];

/**
 * A person's key for a program: who asks with it is that person at one membership, as far as the scopes go. Hashed at rest;
 * it ends with its expiry, its membership and its account, and its roles are those of the membership at the time.
 */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'api_token',
    rows: {
      edge: { using: `${OWN_KEYS('token_hash')} or ${OWN_ACCOUNT('account_id')}`, may: ['select', 'insert', 'update'] },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
@Index({ properties: ['accountId', 'membershipId'] })
@Check({
  name: 'api_token_scopes_check',
  expression: `scopes <@ array['read', 'write', 'documents', 'introspection'] and cardinality(scopes) > 0`,
})
@Check({ name: 'api_token_year_check', expression: `expires_at <= (created_at + '366 days'::interval)` })
export class ApiToken {
  /** SHA-256 of the token. */
  @PrimaryKey({ type: 'text' })
  @Secret()
  tokenHash!: string;

  @Property({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Property({ type: 'uuid' })
  membershipId!: string;

  /** What it is for, in the person's words. */
  @Property({ type: 'text' })
  @Personal({ subject: 'accountId' })
  name!: string;

  /** Its first characters, by which its person tells it from others. */
  @Property({ type: 'text' })
  hint!: string;

  @Property({ columnType: 'text[]' })
  scopes!: TokenScope[];

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  /** The last request, to the minute. */
  @Property({ type: InstantType, nullable: true })
  lastUsedAt?: Temporal.Instant | null;

  /** Where it came from. */
  @Property({ type: 'text', nullable: true })
  @Personal({ subject: 'accountId' })
  lastAddress?: string | null;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
