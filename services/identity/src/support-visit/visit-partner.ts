import { requireProof } from '@landfall/kit/policy/proof';
import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { SupportVisit, Viewer } from '@landfall/kit/viewer/viewer';
import type { SessionViewer } from '../session/memberships-of.ts';
import { type Device, newToken, type Opened } from '../session/open-session.ts';
import { goOn, sessionAtDoor } from '../session/session-at-door.ts';

/** A viewer inside a partner, as it is kept with the session. */
type VisitingViewer = SessionViewer & { readonly support: SupportVisit };

interface Grant {
  readonly tenant_id: string;
  readonly reason: string;
  readonly ends_at: string;
  readonly roles: string[];
  readonly may_write: boolean;
}

/**
 * Headquarters' person goes into a partner by a grant of its administrator: the session stays the same, with another token
 * and another viewer. What it saw and did is in the partner's trail. @returns the new token
 * @throws Problem FORBIDDEN where there is no such grant for this person now, or no fresh proof
 */
export async function visitPartner(tenancy: Tenancy, token: string, viewer: Viewer, grantId: string): Promise<string> {
  if (viewer.surface !== 'hq' || viewer.support) throw new Problem('FORBIDDEN', 'supportAccess.notOpen');
  requireProof(viewer);
  return tenancy.atDoor({ key: keyOf(token) }, async (door) => {
    await sessionAtDoor(door, token, ['OPEN']);
    const [grant] = await door.execute<Grant>(
      `select a.tenant_id, a.reason, to_char(a.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ends_at, a.roles, a.may_write
       from network.support_access_card a where a.id = ?::uuid and a.state = 'GRANTED' and a.account_id = ?::uuid and a.asked_by_id = ?::uuid`,
      [grantId, viewer.accountId, viewer.membershipId],
    );
    if (!grant) throw new Problem('FORBIDDEN', 'supportAccess.notOpen');
    const visiting = await viewerInside(tenancy, viewer, grantId, grant);
    const next = newToken();
    const bound = await door.execute(
      `update identity.session set token_hash = ?, viewer = ?, last_seen_at = now() where token_hash = ? and ended_at is null returning id`,
      [keyOf(next), JSON.stringify(visiting), keyOf(token)],
    );
    if (bound.length === 0) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
    await noteVisit(door, viewer, visiting, 'supportEntered');
    return next;
  });
}

/** Back to headquarters, also where the grant has ended meanwhile. @throws Problem UNAUTHENTICATED */
export async function leavePartner(tenancy: Tenancy, token: string, device: Device): Promise<Opened> {
  return tenancy.atDoor({ key: keyOf(token) }, async (door) => {
    const session = await sessionAtDoor(door, token, ['OPEN']);
    const [kept] = await door.execute<{ membership_id: string; viewer: VisitingViewer }>(
      'select membership_id, viewer from identity.session where token_hash = ?',
      [keyOf(token)],
    );
    if (!kept?.viewer.support) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
    const opened = await goOn(door, session, device, (viewers) => {
      const own = viewers.find((one) => one.membershipId === kept.membership_id);
      if (!own) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
      return own;
    });
    const who = { way: session.way, address: device.address ?? null, sessionId: session.id };
    await noteVisit(door, who, kept.viewer, 'supportLeft');
    return opened;
  });
}

async function viewerInside(tenancy: Tenancy, viewer: Viewer, id: string, grant: Grant): Promise<VisitingViewer> {
  const [partner] = await tenancy
    .reader('desk')
    .query<{ name: string; time_zone: string }>(
      { login: 'desk', tenant: grant.tenant_id },
      { text: 'select name, time_zone from identity.partner' },
    );
  if (!partner) throw new Problem('FORBIDDEN', 'supportAccess.notOpen');
  return {
    surface: 'desk',
    accountId: viewer.accountId,
    membershipId: viewer.membershipId,
    name: viewer.name,
    email: viewer.email,
    tenant: grant.tenant_id,
    customers: [],
    roles: ['support', ...grant.roles],
    partnerName: partner.name,
    customerName: null,
    timeZone: partner.time_zone,
    membershipCount: 1,
    support: { id, reason: grant.reason, endsAt: grant.ends_at, mayWrite: grant.may_write },
  };
}

/** A line in the partner's trail, and one in headquarters' own. */
async function noteVisit(
  door: DoorWork,
  { way, address, sessionId }: Pick<Viewer, 'way' | 'address' | 'sessionId'>,
  { tenant, membershipId, accountId, name, support }: VisitingViewer,
  action: 'supportEntered' | 'supportLeft',
): Promise<void> {
  const actor = { actorId: membershipId, accountId, actorName: name, way, address, sessionId };
  const line = { action, noun: 'supportAccess', id: support.id };
  await door.note({ ...actor, tenantId: tenant, supportId: support.id }, line);
  await door.note({ ...actor, tenantId: HEADQUARTERS, supportId: null }, { ...line, after: { partner: tenant } });
}
