/** The invitation that `app.key` names by its token's hash; nobody at the door sees another one. */
const BY_INVITATION = `exists ( select\n   from identity.invitation i\n  where i.tenant_id = membership.tenant_id and i.id = membership.id and i.roles = membership.roles and not i.customer_id is distinct from membership.customer_id and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now())`;

/**
 * What `edge` may write as a membership: one of the account that has just proven itself, with id, organisation and roles of
 * the open invitation it holds the link of.
 */
export const JOINS = `account_id = (select current_setting('app.account')::uuid as current_setting) and (${BY_INVITATION})`;
