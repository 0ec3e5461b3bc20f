import { InstantType } from '@landfall/kit/clock/instant.type';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OWN_KEY, OWN_SESSION } from '../session/edge-rows.ts';

/** A person: one e-mail, one credential, everywhere. Only `edge` reads it, and only by the hash of the e-mail or by its id (architecture.md 6). */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'account',
    rows: { edge: { using: `${OWN_KEY('email_key')} or ${OWN_SESSION('id')}`, may: ['select'] } },
  }),
)
export class Account {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the lower-cased e-mail: what sign-in looks up. */
  @Property({ type: 'text' })
  @Unique()
  emailKey!: string;

  @Property({ type: 'text' })
  email!: string;

  /** argon2id, PHC string. */
  @Property({ type: 'text' })
  passwordHash!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
