import { Problem } from '@landfall/kit/problem/problem';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { BELONGS_TO_SHUT, notShut, shutReason } from '../partner/shut-partner.ts';
import { NOT_BY_PASSWORD } from '../single-sign-on/sign-on-rule.entity.ts';

/** The snapshot of a viewer kept with a session; what changes with each request or step is not in it. */
export type SessionViewer = Omit<
  Viewer,
  'locale' | 'sessionId' | 'address' | 'way' | 'provenAt' | 'scopes' | 'support'
>;

/** A place where a person may sign in. */
export interface MembershipChoice {
  readonly id: string;
  readonly organisation: string;
  /** Whose customer the organisation is: one company may be that of several partners. */
  readonly partner: string | null;
  readonly kind: 'STAFF' | 'CUSTOMER' | 'HEADQUARTERS';
}

/** How somebody came in, and whose identity provider vouched for them. */
export interface CameBy {
  readonly way: 'PASSWORD' | 'SSO';
  /** The tenant of the single sign-on: its word is good for its own memberships only. */
  readonly ssoTenantId?: string | null;
}

interface MembershipRow {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly customer_id: string | null;
  readonly name: string;
  readonly roles: string[];
  readonly organisation_name: string;
  readonly partner_name: string | null;
  readonly time_zone: string | null;
}

const MEMBERSHIPS = `select m.id, m.tenant_id, m.customer_id, m.name, m.roles, m.organisation_name, p.name as partner_name, p.time_zone
  from identity.membership m join identity.partner p on p.tenant_id = m.tenant_id where m.account_id = ? and m.ended_at is null and not (? and ${NOT_BY_PASSWORD})
  and ${notShut('m.tenant_id')}
  union all select h.id, null, null, h.name, h.roles, h.organisation_name, null, null
  from identity.headquarters_membership h where h.account_id = ? and h.ended_at is null order by organisation_name, id`;

/**
 * Where an account may be, coming by this way: each as the viewer it would be. The door has to be that account's
 * (`atDoor({account})` or {@link actAs}).
 */
export async function viewersOf(
  door: Pick<DoorWork, 'execute'>,
  account: { readonly id: string; readonly email: string },
  cameBy: CameBy,
): Promise<SessionViewer[]> {
  const rows = await door.execute<MembershipRow>(MEMBERSHIPS, [account.id, cameBy.way === 'PASSWORD', account.id]);
  // A partner's provider vouches for that partner's staff, not for its customers' people.
  const isVouched = (row: MembershipRow) => row.tenant_id === cameBy.ssoTenantId && row.customer_id === null;
  const open = rows.filter((row) => cameBy.way !== 'SSO' || isVouched(row));
  const [elsewhere] = open.length === 0 && cameBy.way === 'PASSWORD' ? await onlyBySignOn(door, account.id) : [];
  if (elsewhere) throw new Problem('UNAUTHENTICATED', 'signOn.only', ['email']);
  const [shut] = open.length === 0 ? await door.execute<{ state: string }>(BELONGS_TO_SHUT, [account.id]) : [];
  if (shut) throw new Problem('UNAUTHENTICATED', shutReason(shut.state), ['email']);
  return open.map((row) => ({
    surface: row.tenant_id === null ? 'hq' : row.customer_id === null ? 'desk' : 'portal',
    accountId: account.id,
    membershipId: row.id,
    name: row.name,
    email: account.email,
    tenant: row.tenant_id ?? HEADQUARTERS,
    customers: row.customer_id === null ? [] : [row.customer_id],
    roles: row.roles,
    partnerName: row.partner_name ?? row.organisation_name,
    customerName: row.customer_id === null ? null : row.organisation_name,
    timeZone: row.time_zone ?? 'Asia/Shanghai',
    membershipCount: open.length,
  }));
}

/** Memberships whose partner takes no password for them. */
function onlyBySignOn(door: Pick<DoorWork, 'execute'>, accountId: string): Promise<unknown[]> {
  return door.execute(
    `select 1 from identity.membership m where m.account_id = ? and m.ended_at is null and ${NOT_BY_PASSWORD} limit 1`,
    [accountId],
  );
}

/** A membership as it is offered to its person. */
export function choiceOf(viewer: SessionViewer): MembershipChoice {
  const kind = viewer.surface === 'hq' ? 'HEADQUARTERS' : viewer.surface === 'desk' ? 'STAFF' : 'CUSTOMER';
  const partner = viewer.surface === 'portal' ? viewer.partnerName : null;
  return { id: viewer.membershipId, organisation: viewer.customerName ?? viewer.partnerName ?? '', partner, kind };
}
