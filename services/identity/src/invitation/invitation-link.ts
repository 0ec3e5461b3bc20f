import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { NOT_OVER } from '../session/session-at-door.ts';
import type { InvitationState } from './invitation.state.ts';
import { stateSql } from './invitation.state.ts';

/** An invitation as the holder of its link finds it at the door. */
export interface FoundInvitation {
  readonly id: string;
  readonly tenantId: string;
  readonly customerId: string | null;
  readonly state: InvitationState;
  readonly email: string;
  readonly emailKey: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisationName: string;
  readonly partnerName: string;
  readonly invitedByName: string | null;
  readonly locale: string;
  readonly expiresAt: string;
  readonly askedAgainAt: string | null;
}

/** The account an e-mail has. */
export interface FoundAccount {
  readonly id: string;
  readonly passwordHash: string | null;
}

/** What the door knows of a link: the invitation, the account of its e-mail, and who this browser is signed in as. */
export interface LinkStanding {
  readonly invitation: FoundInvitation | undefined;
  readonly account: FoundAccount | undefined;
  /** Signed in here by a password, second factor and all: such a session speaks for its account. */
  readonly session: { readonly accountId: string; readonly email: string; readonly emailKey: string } | undefined;
}

const NOBODYS_KEY = keyOf('nobody');

/** Looks a link up: the same two statements for one that is nobody's. */
export async function standingOfLink(
  tenancy: Pick<Tenancy, 'reader'>,
  token: string,
  sessionToken: string | undefined,
): Promise<LinkStanding> {
  const edge = tenancy.reader('edge');
  const [key, sessionKey] = [keyOf(token), keyOf(sessionToken ?? '')];
  const [row] = await edge.query<{
    invitation: FoundInvitation | null;
    session: LinkStanding['session'] | null;
  }>(
    { login: 'edge', key: `${key},${sessionKey}` },
    {
      name: 'invitation-link',
      text: `select (select to_json(x) from (select i.id, i.tenant_id as "tenantId", i.customer_id as "customerId", ${stateSql('i')} as state, i.email,
            i.email_key as "emailKey", i.name, i.roles, i.organisation_name as "organisationName", i.partner_name as "partnerName",
            i.invited_by_name as "invitedByName", i.locale, i.expires_at as "expiresAt", i.asked_again_at as "askedAgainAt"
          from identity.invitation i where i.token_key = $1) x) as invitation,
        (select to_json(x) from (select a.id as "accountId", a.email, a.email_key as "emailKey" from identity.session s
          join identity.account a on a.id = s.account_id and a.ended_at is null
          where s.token_hash = $2 and s.stage = 'OPEN' and s.way = 'PASSWORD' and ${NOT_OVER}) x) as session`,
      values: [key, sessionKey],
    },
  );
  const emailKey = row?.invitation?.emailKey ?? NOBODYS_KEY;
  const [account] = await edge.query<FoundAccount>(
    { login: 'edge', key: emailKey },
    {
      name: 'invitation-account',
      text: `select id, password_hash as "passwordHash" from identity.account where email_key = $1 and ended_at is null`,
      values: [emailKey],
    },
  );
  return { invitation: row?.invitation ?? undefined, account, session: row?.session ?? undefined };
}
