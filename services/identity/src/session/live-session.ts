import type { SupportVisit } from '@landfall/kit/viewer/viewer';
import { notShut, SHUT_STATE } from '../partner/shut-partner.ts';
import { NOT_BY_PASSWORD } from '../single-sign-on/sign-on-rule.entity.ts';
import { LIVE_VISIT } from '../support-visit/live-visit.ts';
import type { SessionViewer } from './memberships-of.ts';
import { NOT_OVER } from './session-at-door.ts';

/** A live session, as each request reads it. */
export interface LiveRow {
  readonly id: string;
  readonly viewer: SessionViewer & { readonly support?: SupportVisit };
  readonly way: 'PASSWORD' | 'SSO';
  readonly proven_at: string | null;
  /** Not seen for a minute or more. */
  readonly is_stale: boolean;
  readonly email: string | null;
  /** The account's own choice, before the partner's. */
  readonly time_zone: string | null;
}

/** It is open and not over, and its account hasn't ended. */
const IS_OPEN = `s.stage = 'OPEN' and ${NOT_OVER} and s.viewer is not null and a.ended_at is null`;

/** Its membership of a partner hasn't ended, the roles are those it was opened with, and the partner is open and still takes the way it came by. */
const IS_MEMBERS = `exists (select from identity.membership m where m.account_id = s.account_id and m.id = s.membership_id
        and m.ended_at is null and to_jsonb(m.roles) = s.viewer -> 'roles' and not (s.way = 'PASSWORD' and ${NOT_BY_PASSWORD}) and ${notShut('m.tenant_id')})`;

/** It is open, and what it was opened for still holds: a membership of a partner or of headquarters, or a grant of a partner. */
const IS_LIVE = `${IS_OPEN}
    and (${IS_MEMBERS}
      or exists (select from identity.headquarters_membership h where h.account_id = s.account_id and h.id = s.membership_id
        and h.ended_at is null and to_jsonb(h.roles) = s.viewer -> 'roles')
      or ${LIVE_VISIT})`;
const SESSIONS = 'identity.session s left join identity.account a on a.id = s.account_id';

const ROW = `s.id, s.viewer, s.way, s.proven_at, s.last_seen_at < now() - interval '1 minute' as is_stale, a.email, a.time_zone`;

/**
 * One open session by its hash, and whether it is a member's of a partner. Nearly all are, and to look no further takes
 * half the time: policies of every table that is named are set up, whether it is read or not.
 */
export const OPEN = `select ${ROW}, ${IS_MEMBERS} as is_members from ${SESSIONS} where s.token_hash = $1 and ${IS_OPEN}`;

/** One session by its hash, whatever it was opened for. */
export const LIVE = `select ${ROW} from ${SESSIONS} where s.token_hash = $1 and ${IS_LIVE}`;

/** Why a session by its hash isn't live though nobody ended it: its partner is shut, or it was headquarters' visit to a partner. */
export const WHY_NOT = `select ${SHUT_STATE} as state, s.viewer -> 'support' is not null and s.stage = 'OPEN' and ${NOT_OVER} as is_visit
  from identity.session s where s.token_hash = $1 and s.ended_at is null and s.expires_at > now()`;

/** Those of many hashes, with commas between them. */
export const LIVE_KEYS = `select s.token_hash from ${SESSIONS} where s.token_hash = any (string_to_array($1, ',')) and ${IS_LIVE}`;
