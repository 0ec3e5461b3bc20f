/** States in which nobody of a partner comes in: headquarters suspended it, or it has left. */
const SHUT = `('SUSPENDED', 'LEFT')`;

/** The condition that a partner is open to its people; `tenant` is an expression. A partner headquarters keeps no standing of is open. */
export const notShut = (tenant: string): string =>
  `not exists (select from network.partner_state_card ps where ps.tenant_id = ${tenant} and ps.state in ${SHUT})`;

/** The state in which a session's partner is shut; nothing where it is open. */
export const SHUT_STATE = `(select ps.state from network.partner_state_card ps where ps.tenant_id = (s.viewer ->> 'tenant')::uuid and ps.state in ${SHUT})`;

/** Whether an account belongs to a partner that is shut. One `?` for the account. */
export const BELONGS_TO_SHUT = `select ps.state from identity.membership m join network.partner_state_card ps on ps.tenant_id = m.tenant_id
  where m.account_id = ? and m.ended_at is null and ps.state in ${SHUT} limit 1`;

/** What is told to somebody of a partner in this state. */
export function shutReason(state: string): 'partnerSuspended' | 'partnerLeft' {
  return state === 'LEFT' ? 'partnerLeft' : 'partnerSuspended';
}
