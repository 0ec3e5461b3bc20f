import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { OWN_KEY } from '../session/edge-rows.ts';

/** The invitation that `app.key` names by its token's hash; nobody at the door sees another one. */
const BY_INVITATION = `exists ( select\n   from identity.invitation i\n  where i.tenant_id = membership.tenant_id and i.id = membership.id and i.roles = membership.roles and not i.customer_id is distinct from membership.customer_id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now())`;

/** The partner's own identity provider, named by the hash of its company code: whoever it vouches for joins its staff. */
const BY_SIGN_ON = `(customer_id is null and tenant_id in (select o.tenant_id\n   from identity.sign_on o\n  where ${OWN_KEY('o.code_key')} and o.is_enabled))`;

/**
 * What `edge` may write as a membership: one of the account that has just proven itself, with id, organisation and roles of
 * the open invitation it holds the link of, or one at the partner whose provider has just vouched for the person.
 */
export const JOINS = `account_id = (select current_setting('app.account')::uuid as current_setting) and (${BY_INVITATION} or ${BY_SIGN_ON})`;

/** The same for headquarters' own people: by an open invitation of headquarters alone. */
export const JOINS_HEADQUARTERS = `account_id = (select current_setting('app.account')::uuid as current_setting) and tenant_id = '${HEADQUARTERS}'::uuid and exists ( select\n   from identity.invitation i\n  where i.tenant_id = headquarters_membership.tenant_id and i.id = headquarters_membership.id and i.roles = headquarters_membership.roles and i.customer_id is null and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now())`;
