import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OWN_KEY, OWN_SESSION } from '../session/edge-rows.ts';

/** A person: one e-mail, one credential, everywhere. Only `edge` reads it, and only by the hash of the e-mail or by its id (architecture.md 6). */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'account',
    rows: { edge: { using: `${OWN_KEY('email_key')} or ${OWN_SESSION('id')}`, may: ['select', 'insert', 'update'] } },
  }),
)
export class Account {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the lower-cased e-mail: what sign-in looks up. */
  @Property({ type: 'text' })
  @Unique()
  @Secret()
  emailKey!: string;

  @Property({ type: 'text' })
  @Personal({ subject: 'id' })
  email!: string;

  /** argon2id, PHC string. Null for a person who only ever came by single sign-on. */
  @Property({ type: 'text', nullable: true })
  @Secret()
  passwordHash?: string | null;

  @Property({ type: InstantType, nullable: true })
  passwordChangedAt?: Temporal.Instant | null;

  /** Language of mail and of a browser that has chosen none: zh-CN, zh-TW or en. */
  @Property({ type: 'text', nullable: true })
  locale?: string | null;

  /** IANA time zone; null: each partner's own. */
  @Property({ type: 'text', nullable: true })
  timeZone?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
