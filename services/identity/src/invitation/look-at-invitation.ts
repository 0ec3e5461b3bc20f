import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { standingOfLink } from './invitation-link.ts';

/** What the page of a link shows. Of a link that leads nowhere any more only what is needed to ask for a new one. */
export interface InvitationPage {
  readonly state: 'PENDING' | 'EXPIRED' | 'ACCEPTED' | 'WITHDRAWN' | 'UNKNOWN';
  readonly kind: 'STAFF' | 'CUSTOMER' | null;
  readonly organisation: string | null;
  readonly partner: string | null;
  readonly invitedBy: string | null;
  readonly locale: string | null;
  /** Only while it can be accepted. */
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly expiresAt: string | null;
  /** The e-mail has an account: its password is asked for, none is chosen. */
  readonly hasAccount: boolean;
  /** Who this browser is signed in as, where that isn't the invited person. */
  readonly signedInAs: string | null;
  /** The invited person is signed in here: one click accepts. */
  readonly isSignedIn: boolean;
  /** A new one was asked for already. */
  readonly isAskedAgain: boolean;
}

const NOTHING: InvitationPage = {
  ...{ state: 'UNKNOWN', kind: null, organisation: null, partner: null, invitedBy: null, locale: null, name: null },
  ...{ email: null, roles: [], expiresAt: null, hasAccount: false, signedInAs: null, isSignedIn: false },
  isAskedAgain: false,
};

/** What a link is about, for whoever holds it. */
export async function lookAtInvitation(
  tenancy: Pick<Tenancy, 'reader'>,
  token: string,
  sessionToken: string | undefined,
): Promise<InvitationPage> {
  const { invitation, account, session } = await standingOfLink(tenancy, token, sessionToken);
  if (!invitation) return NOTHING;
  const isSignedIn = session?.emailKey === invitation.emailKey;
  const told: InvitationPage = {
    ...NOTHING,
    state: invitation.state,
    kind: invitation.customerId ? 'CUSTOMER' : 'STAFF',
    organisation: invitation.organisationName,
    partner: invitation.partnerName,
    invitedBy: invitation.invitedByName,
    locale: invitation.locale,
    isAskedAgain: invitation.askedAgainAt !== null,
  };
  if (invitation.state !== 'PENDING') return told;
  return {
    ...told,
    name: invitation.name,
    email: invitation.email,
    roles: invitation.roles,
    expiresAt: invitation.expiresAt,
    hasAccount: account !== undefined,
    signedInAs: session && !isSignedIn ? session.email : null,
    isSignedIn,
  };
}
