import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal, Secret } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { OWN_SESSION } from '../session/edge-rows.ts';
import { JOINS_HEADQUARTERS } from './joining.ts';

/**
 * A person at headquarters, with roles. Read at sign-in, and with the session; kept by headquarters' administrator; made by
 * whoever accepts an invitation, as every membership is. No partner's login sees a row: the tenant is headquarters'.
 */
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'headquarters_membership',
    deskMay: ['select', 'update'],
    headquarters: ['select', 'update'],
    edge: OWN_SESSION('account_id'),
    edgeCheck: JOINS_HEADQUARTERS,
    edgeMay: ['select', 'insert'],
  }),
)
@Index({ properties: ['accountId'] })
export class HeadquartersMembership {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'tenantId' | 'version';

  /** Always headquarters'. */
  @PrimaryKey({ type: 'uuid', defaultRaw: `'${HEADQUARTERS}'` })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  name!: string;

  /** The account's e-mail as headquarters knows it. */
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  /** SHA-256 of the lower-cased e-mail: who is there already isn't invited again. */
  @Secret()
  @Property({ type: 'text', nullable: true })
  emailKey?: string | null;

  @Property({ columnType: 'text[]' })
  roles!: string[];

  @Property({ type: 'text' })
  organisationName!: string;

  /** When the invitation was accepted. */
  @Property({ type: InstantType, nullable: true })
  joinedAt?: Temporal.Instant | null;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  /** Why it ended, as whoever ended it said. */
  @Property({ type: 'text', nullable: true })
  endReason?: string | null;

  @Property({ type: 'uuid', nullable: true })
  endedById?: string | null;

  @Property({ type: 'integer', version: true, default: 1 })
  version!: number;
}
