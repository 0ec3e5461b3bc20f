import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { actAs } from './act-as.ts';
import { choiceOf, type MembershipChoice, viewersOf } from './memberships-of.ts';
import { NOT_OVER } from './session-at-door.ts';

/** Where somebody stands on the way in: what the sign-in page asks next. */
export interface Standing {
  readonly step: 'PASSWORD' | 'TOTP' | 'MEMBERSHIP' | 'DONE';
  readonly memberships: readonly MembershipChoice[];
}

/** What is still missing of the session of a token. */
export function standingOf(tenancy: Tenancy, token: string): Promise<Standing> {
  return tenancy.atDoor({ key: keyOf(token) }, async (door): Promise<Standing> => {
    const [session] = await door.execute<{
      stage: 'TOTP' | 'MEMBERSHIP' | 'OPEN';
      way: 'PASSWORD' | 'SSO';
      sso_tenant_id: string | null;
      account_id: string;
      email: string;
    }>(
      `select s.stage, s.way, s.sso_tenant_id, s.account_id, a.email from identity.session s
       join identity.account a on a.id = s.account_id and a.ended_at is null where s.token_hash = ? and ${NOT_OVER}`,
      [keyOf(token)],
    );
    if (!session) return { step: 'PASSWORD', memberships: [] };
    if (session.stage !== 'MEMBERSHIP') return { step: session.stage === 'OPEN' ? 'DONE' : 'TOTP', memberships: [] };
    await actAs(door, session.account_id);
    const viewers = await viewersOf(
      door,
      { id: session.account_id, email: session.email },
      { way: session.way, ssoTenantId: session.sso_tenant_id },
    );
    return { step: 'MEMBERSHIP', memberships: viewers.map(choiceOf) };
  });
}
