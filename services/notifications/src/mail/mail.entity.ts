import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * A mail somebody is to get: of which kind and about what, by ids and plain facts. Its words and its links are made
 * when it is sent, so no token is at rest. Mail about an account is headquarters' row.
 */
@Unaudited()
@Entity(tenantTable({ schema: 'notifications', table: 'mail', deskMay: ['select', 'insert', 'update', 'delete'] }))
@Index({ properties: ['tenantId', 'accountId'] })
export class Mail {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** Also what its Message-ID is made of: every attempt carries the same. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Key of `mail.kinds.ts`. */
  @Property({ type: 'text' })
  kind!: string;

  /** Whom it goes to, where that is somebody with an account; known for good once it is sent. */
  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null;

  /** The membership it goes to, where it concerns somebody as a member. */
  @Property({ type: 'uuid', nullable: true })
  membershipId?: string | null;

  /** Ids and plain facts; never tokens, never names. */
  @Property({ type: 'jsonb' })
  params!: Record<string, string>;

  /** Where it went, once it did. */
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text', nullable: true })
  address?: string | null;

  @Property({ type: 'text', nullable: true })
  locale?: string | null;

  /** What it was headed, once it was written: organisations and numbers of things, nobody's name. */
  @Property({ type: 'text', nullable: true })
  subject?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;
}
