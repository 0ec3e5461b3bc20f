import { InstantType } from '@landfall/kit/clock/instant.type';
import { Secret } from '@landfall/kit/personal/personal';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { OWN_KEY } from '../session/edge-rows.ts';

/** Who of a partner may still use a password. */
export type PasswordFor = 'EVERYONE' | 'ADMINISTRATORS' | 'NOBODY';

/** People of a group of the provider get a role here. */
export interface GroupRole {
  readonly group: string;
  readonly role: string;
}

/**
 * A partner's own identity provider (OpenID Connect): one a partner. The door finds it by the hash of the company code
 * and in no other way.
 */
@Entity(tenantTable({ schema: 'identity', table: 'sign_on', edge: OWN_KEY('code_key') }))
@Unique({ properties: ['tenantId'] })
@Index({ properties: ['codeKey'] })
@Check({ name: 'sign_on_password_for_check', expression: `password_for in ('EVERYONE', 'ADMINISTRATORS', 'NOBODY')` })
export class SignOn {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Address of the provider, exactly as its tokens name it. */
  @Property({ type: 'text' })
  issuer!: string;

  @Property({ type: 'text' })
  clientId!: string;

  /** Sealed for `sign-on`; null for a client without one. */
  @Secret()
  @Property({ type: 'text', nullable: true })
  clientSecret?: string | null;

  /** Asked for beside `openid`. */
  @Property({ columnType: 'text[]' })
  scopes!: string[];

  /** The claim that holds a person's groups. */
  @Property({ type: 'text' })
  groupsClaim!: string;

  /** Whether roles follow the groups at each sign-in. */
  @Property({ type: 'boolean' })
  followsGroups!: boolean;

  @Property({ type: 'jsonb' })
  groupRoles!: GroupRole[];

  @Property({ type: 'text' })
  passwordFor!: PasswordFor;

  /** What people type to get to their own company's sign-in; shown to administrators. */
  @Property({ type: 'text' })
  code!: string;

  /** SHA-256 of the code without its dashes: what the door looks up. */
  @Secret()
  @Property({ type: 'text' })
  codeKey!: string;

  @Property({ type: 'boolean' })
  isEnabled!: boolean;

  /** When the provider last answered a test of exactly these values. */
  @Property({ type: InstantType, nullable: true })
  testedAt?: Temporal.Instant | null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
