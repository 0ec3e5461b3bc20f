/**
 * SQL that is true for a session `s` of headquarters' person inside a partner: still a member of headquarters, and the
 * partner's grant still holds for just this person.
 */
export const LIVE_VISIT = `(s.viewer -> 'support' is not null and exists (select from identity.headquarters_membership h
        where h.account_id = s.account_id and h.id = s.membership_id and h.ended_at is null)
      and exists (select from network.support_access_card v where v.tenant_id = (s.viewer ->> 'tenant')::uuid
        and v.id = (s.viewer -> 'support' ->> 'id')::uuid and v.account_id = s.account_id and v.state = 'GRANTED'))`;
