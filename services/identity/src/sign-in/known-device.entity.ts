import { InstantType } from '@landfall/kit/clock/instant.type';
import { Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_ACCOUNT } from '../session/edge-rows.ts';

/**
 * A browser an account has signed in from: it has tries of its own, so nobody else's wrong passwords shut its owner out,
 * and a sign-in from any other is told to the person.
 */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'known_device',
    rows: {
      edge: {
        using: `${OWN_ACCOUNT('account_id')} or account_id in (select a.id\n   from identity.account a)`,
        may: ['select', 'insert', 'update'],
      },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
export class KnownDevice {
  [PrimaryKeyProp]?: ['accountId', 'deviceKey'];

  @PrimaryKey({ type: 'uuid' })
  accountId!: string;

  /** SHA-256 of the mark the browser keeps. */
  @PrimaryKey({ type: 'text' })
  @Secret()
  deviceKey!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  firstSeenAt?: Temporal.Instant;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  lastSeenAt?: Temporal.Instant;
}
