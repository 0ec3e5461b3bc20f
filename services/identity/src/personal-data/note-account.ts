import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';

/** What happened to an account, from where. */
export interface AccountHappening {
  readonly accountId: string;
  /** `signInFailed`, `signOut`, `passwordChanged`, `passwordReset`, `emailChanged`, `totpTurnedOn`, … */
  readonly action: string;
  readonly way?: 'PASSWORD' | 'SSO';
  readonly address?: string | null;
  readonly sessionId?: string | null;
  readonly after?: object | null;
  /** Only where it concerns one organisation: the membership there. */
  readonly membershipId?: string | null;
}

interface Place {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly customer_id: string | null;
  readonly name: string;
}

/**
 * What happened to somebody's account has a line in the trail of each organisation they are in now: each learns of its own
 * member only, and nothing of the others. The door has to see the account (`atDoor({account})` or `actAs`).
 */
export async function noteAccount(door: DoorWork, happening: AccountHappening): Promise<void> {
  const { accountId, action, way = 'PASSWORD', address = null, sessionId = null, after = null } = happening;
  const only = happening.membershipId;
  const places = await door.execute<Place>(
    `select m.id, m.tenant_id, m.customer_id, m.name from identity.membership m where m.account_id = ? and m.ended_at is null
     union all select h.id, null, null, h.name from identity.headquarters_membership h where h.account_id = ? and h.ended_at is null`,
    [accountId, accountId],
  );
  for (const { id, tenant_id, customer_id, name } of places.filter((place) => !only || place.id === only))
    await door.note(
      {
        ...{ tenantId: tenant_id ?? HEADQUARTERS, actorId: id, accountId, actorName: name, way, address, sessionId },
        supportId: null,
      },
      { action, noun: 'account', id, customerId: customer_id, after },
    );
}

/** Who asks, and from where, as a happening says it. */
export function fromWhere({ accountId, address, sessionId, way }: Viewer): Omit<AccountHappening, 'action'> {
  return { accountId, address, sessionId, way: way === 'SSO' ? 'SSO' : 'PASSWORD' };
}

/** A wrong password or code for a known account. In the background: an unknown one is answered no sooner. */
export function noteFailedSignIn(
  tenancy: Tenancy,
  accountId: string,
  address: string | undefined,
  step: 'PASSWORD' | 'TOTP',
): void {
  void tenancy
    .atDoor({ account: accountId }, (door) =>
      noteAccount(door, { accountId, action: 'signInFailed', address: address ?? null, after: { step } }),
    )
    .catch(() => undefined);
}
