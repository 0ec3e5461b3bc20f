import { tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { PasswordFor } from './sign-on.entity.ts';

/**
 * Who of a partner may come in by a password, as the door asks it for somebody's memberships there. Apart from the
 * connection itself, so that a membership lets nobody at the door see the provider's secret.
 */
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'sign_on_rule',
    edge: `tenant_id in (select m.tenant_id\n   from identity.membership m)`,
  }),
)
@Check({
  name: 'sign_on_rule_password_for_check',
  expression: `password_for in ('EVERYONE', 'ADMINISTRATORS', 'NOBODY')`,
})
export class SignOnRule {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  /** The connection's. */
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Where the person can sign in instead; null while sign-on is off. */
  @Property({ type: 'text', nullable: true })
  code?: string | null;

  /** EVERYONE while sign-on is off. */
  @Property({ type: 'text' })
  passwordFor!: PasswordFor;
}

/**
 * SQL that is true for a membership `m` whose partner doesn't take a password for it: its staff only, a customer's people
 * have no account at the partner's provider.
 */
export const NOT_BY_PASSWORD = `m.customer_id is null and exists (select from identity.sign_on_rule r where r.tenant_id = m.tenant_id
    and (r.password_for = 'NOBODY' or (r.password_for = 'ADMINISTRATORS' and not 'partner_admin' = any (m.roles))))`;
