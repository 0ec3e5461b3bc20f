import { InstantType } from '@landfall/kit/clock/instant.type';
import { Secret } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_KEY } from '../session/edge-rows.ts';

/** A way to the provider and back that was used: it is good once, whichever process the browser comes back to. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'used_sign_on',
    rows: {
      edge: { using: OWN_KEY('state_key'), may: ['select', 'insert'] },
      worker: { using: 'true', may: ['select', 'delete'] },
    },
  }),
)
export class UsedSignOn {
  /** SHA-256 of the state. */
  @Secret()
  @PrimaryKey({ type: 'text' })
  stateKey!: string;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  at?: Temporal.Instant;
}
