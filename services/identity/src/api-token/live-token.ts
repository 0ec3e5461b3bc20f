import type { TokenScope } from './api-token.entity.ts';

/** A live token, as each request reads it: with the membership as it is now. */
export interface LiveTokenRow {
  readonly id: string;
  readonly scopes: readonly TokenScope[];
  /** Not seen for a minute or more. */
  readonly is_stale: boolean;
  readonly account_id: string;
  readonly membership_id: string;
  readonly email: string;
  readonly own_time_zone: string | null;
  readonly tenant_id: string | null;
  readonly customer_id: string | null;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation_name: string;
  readonly partner_name: string | null;
  readonly time_zone: string | null;
}

/** It has not ended or run out; neither has its account or its membership, and its partner isn't shut out. */
const LIVE = `from identity.api_token t join identity.account a on a.id = t.account_id and a.ended_at is null
  left join identity.membership m on m.account_id = t.account_id and m.id = t.membership_id and m.ended_at is null
    and not exists (select from network.partner_state_card c where c.id = m.tenant_id and c.state in ('SUSPENDED', 'LEFT'))
  left join identity.headquarters_membership h on h.account_id = t.account_id and h.id = t.membership_id and h.ended_at is null
  left join identity.partner p on p.tenant_id = m.tenant_id
  where t.ended_at is null and t.expires_at > now() and coalesce(m.id, h.id) is not null`;

/** One token by its hash. */
export const LIVE_TOKEN = `select t.id, t.scopes, coalesce(t.last_used_at < now() - interval '1 minute', true) as is_stale, t.account_id, t.membership_id,
    a.email, a.time_zone as own_time_zone, m.tenant_id, m.customer_id, coalesce(m.name, h.name) as name, coalesce(m.roles, h.roles) as roles,
    coalesce(m.organisation_name, h.organisation_name) as organisation_name, p.name as partner_name, p.time_zone
  ${LIVE} and t.token_hash = $1`;

/** Those of many hashes, with commas between them. */
export const LIVE_TOKENS = `select t.token_hash ${LIVE} and t.token_hash = any (string_to_array($1, ','))`;

/** The last request, to the minute, and where it came from. */
export const TOUCH_TOKEN = `update identity.api_token set last_used_at = now(), last_address = $2
  where token_hash = $1 and coalesce(last_used_at < now() - interval '1 minute', true)`;
