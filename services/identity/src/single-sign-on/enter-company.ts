import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { type Device, type Opened, openSession } from '../session/open-session.ts';
import type { Company } from './company.ts';
import { followGroups, whoWasLinked } from './follow-groups.ts';
import { joinCompany } from './join-company.ts';
import type { Identity } from './provider.ts';

/**
 * Lets in whom a company's provider vouches for: found by the provider's name for them, else by their verified e-mail, else
 * made. The session is bound to that company's membership and to no other of the account's.
 * @throws Problem with a reason to show
 */
export async function enterCompany(
  tenancy: Tenancy,
  company: Company,
  identity: Identity,
  from: { readonly device: Device; readonly locale: string },
): Promise<Opened> {
  const joined =
    (await whoWasLinked(tenancy, company, identity)) ?? (await joinCompany(tenancy, company, identity, from.locale));
  await followGroups(tenancy, company, identity, joined);
  return tenancy.atDoor({ account: joined.accountId }, (door) =>
    openSession(door, {
      ...joined,
      way: 'SSO',
      ssoTenantId: company.tenantId,
      device: from.device,
      codeGiven: true,
    }),
  );
}

/** A way to the provider and back is good once. @throws Problem where it was used, by this process or another */
export async function useOnce(tenancy: Tenancy, state: string): Promise<void> {
  const key = keyOf(state);
  const fresh = await tenancy.reader('edge').query(
    { login: 'edge', key },
    {
      text: 'insert into identity.used_sign_on (state_key) values ($1) on conflict do nothing returning 1',
      values: [key],
    },
  );
  if (fresh.length === 0) throw new Problem('FORBIDDEN', 'signOn.used');
}

/**
 * The session was proven when the provider says the person proved themselves to it: its own long session is no fresh proof
 * here. Where it doesn't say, nothing is proven until it is asked again.
 */
export async function noteProof(tenancy: Tenancy, token: string, provenAt: number | undefined): Promise<void> {
  const key = keyOf(token);
  await tenancy.reader('edge').query(
    { login: 'edge', key },
    {
      text: 'update identity.session set proven_at = least(to_timestamp($2), now()) where token_hash = $1',
      values: [key, provenAt ?? null],
    },
  );
}
