import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal } from '@landfall/kit/personal/personal';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_SESSION } from '../session/edge-rows.ts';

/** A person at headquarters, with roles. Read at sign-in, and with the session. */
@Entity(
  globalTable({
    schema: 'identity',
    table: 'headquarters_membership',
    rows: { edge: { using: OWN_SESSION('account_id'), may: ['select', 'update'] } },
  }),
)
@Index({ properties: ['accountId'] })
export class HeadquartersMembership {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  name!: string;

  @Property({ columnType: 'text[]' })
  roles!: string[];

  @Property({ type: 'text' })
  organisationName!: string;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
