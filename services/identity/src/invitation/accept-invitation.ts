import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { createAccount, type NewAccount } from '../account/create-account.ts';
import { hashPassword, passwordMatches } from '../account/password.ts';
import { checkPassword } from '../account/password-rules.ts';
import { actAs } from '../session/act-as.ts';
import { type Device, type Opened, openSession } from '../session/open-session.ts';
import type { Allowance } from '../sign-in/attempts.ts';
import { networkOf } from '../sign-in/network-of.ts';
import type { Door } from '../sign-in/sign-in.ts';
import { type FoundInvitation, standingOfLink } from './invitation-link.ts';
import { makeMember } from './make-member.ts';

/** Who holds which link, with what proof. */
export interface Acceptance {
  readonly token: string;
  /** A new account's, or the existing one's; not needed where its person is signed in here. */
  readonly password: string;
  readonly sessionToken: string | undefined;
  readonly device: Device;
}

/** A member now; `opened` is null where the organisation is entered another way than by this password. */
export interface Accepted {
  readonly membershipId: string;
  readonly opened: Opened | null;
  /** The company code of the organisation's own sign-on, where that is the way in. */
  readonly companyCode: string | null;
}

const MINUTES = 15;
/** Wrong passwords at one link, and links tried from one network: nobody guesses 256 bits, but passwords can be guessed. */
const LINK = 10;
const NETWORK = 100;

/**
 * Accepts: a new account with the password chosen, or the existing one with its password or its session; the membership with
 * the invitation's id, roles and organisation; the session. An unknown link takes the time of a wrong password.
 * @throws Problem NOT_FOUND, CONFLICT for a link that is over or another's, UNAUTHENTICATED, INVALID `password.…`, LIMITED
 */
export async function acceptInvitation(door: Door, acceptance: Acceptance): Promise<Accepted> {
  const { token, password, device } = acceptance;
  const giveBack = await door.attempts.count(allowancesOf(token, device), 'signIn.tooMany', ['password']);
  const { invitation, account, session } = await standingOfLink(door.tenancy, token, acceptance.sessionToken);
  const isSignedIn = session !== undefined && session.emailKey === invitation?.emailKey;
  const isNew = invitation?.state === 'PENDING' && !account;
  // One verification for everybody who isn't about to be hashed a new one: what is found out isn't told by the time it takes.
  const isRight = isSignedIn || isNew || (await passwordMatches(account?.passwordHash, password));
  if (!invitation) throw new Problem('NOT_FOUND', 'invitation.unknown', ['token']);
  if (invitation.state !== 'PENDING') throw new Problem('CONFLICT', STATES[invitation.state], ['token']);
  if (session && !isSignedIn)
    throw new Problem('CONFLICT', 'invitation.someoneElses', ['token'], { email: session.email });
  if (!isRight) throw new Problem('UNAUTHENTICATED', 'invitation.wrongPassword', ['password']);
  const passwordHash = account ? null : await newPassword(password, invitation);
  const accountId = await door.tenancy.atDoor({ key: keyOf(token) }, (work) =>
    join(work, invitation, { accountId: account?.id, passwordHash, device }),
  );
  giveBack();
  const membershipId = invitation.id;
  const opened = await door.tenancy
    .atDoor({ account: accountId }, (work) =>
      openSession(work, {
        ...{ accountId, membershipId, way: 'PASSWORD', device },
        ...(isSignedIn ? { codeGiven: true } : {}),
      }),
    )
    .catch(elsewhere);
  const companyCode = opened ? null : await codeOfCompany(door, accountId, invitation.tenantId);
  return { membershipId, opened, companyCode };
}

/** Where somebody signs in instead; null where the way in is another matter (a partner that is suspended). */
function codeOfCompany({ tenancy }: Door, accountId: string, tenantId: string): Promise<string | null> {
  return tenancy.atDoor({ account: accountId }, async (work) => {
    const [rule] = await work.execute<{ code: string | null }>(
      'select r.code from identity.sign_on_rule r where r.tenant_id = ?',
      [tenantId],
    );
    return rule?.code ?? null;
  });
}

const STATES = {
  ACCEPTED: 'invitation.accepted.yours',
  WITHDRAWN: 'invitation.withdrawn.yours',
  EXPIRED: 'invitation.expired',
} as const;

/** Membership and acceptance are one transaction; two who accept at once are one. */
async function join(
  work: DoorWork,
  invitation: FoundInvitation,
  person: { readonly accountId: string | undefined; readonly passwordHash: string | null; readonly device: Device },
): Promise<string> {
  const [open] = await work.execute<{ open: boolean }>(
    'select accepted_at is null and withdrawn_at is null and expires_at > now() as open from identity.invitation where id = ? for update',
    [invitation.id],
  );
  if (!open?.open) throw new Problem('CONFLICT', STATES.ACCEPTED, ['token']);
  const { email, name, locale } = invitation;
  const { passwordHash } = person;
  const accountId = person.accountId ?? (await newAccount(work, { email, locale, passwordHash }));
  await actAs(work, accountId);
  await makeMember(work, invitation, accountId);
  await work.execute('update identity.invitation set accepted_at = now(), version = version + 1 where id = ?', [
    invitation.id,
  ]);
  const { id, tenantId, customerId } = invitation;
  await work.announce({ event: 'invitationAccepted', noun: 'member', id, customerId }, tenantId);
  await work.note(
    {
      ...{ tenantId, actorId: id, actorName: name, way: 'PASSWORD', sessionId: null, supportId: null, accountId },
      address: person.device.address ?? null,
    },
    { action: 'acceptInvitation', noun: 'member', id, customerId },
  );
  return accountId;
}

/** The password chosen, checked and as it is kept. @throws Problem INVALID `password.…` at `password`, LIMITED */
async function newPassword(password: string, { email, name }: FoundInvitation): Promise<string> {
  await checkPassword(password, { email: email.trim(), names: [name] });
  return hashPassword(password);
}

async function newAccount(work: DoorWork, account: NewAccount): Promise<string> {
  try {
    return await createAccount(work, account);
  } catch (error) {
    // Made elsewhere a moment ago, by another invitation: its password is asked for from now on.
    if (error instanceof Problem && error.reason === 'account.exists')
      throw new Problem('CONFLICT', 'invitation.hasAccount', ['password']);
    throw error;
  }
}

/** The membership stands; how this organisation is entered is its own matter (single sign-on only). */
function elsewhere(error: unknown): null {
  if (error instanceof Problem && error.code === 'UNAUTHENTICATED') return null;
  throw error;
}

function allowancesOf(token: string, { address = '' }: Device): Allowance[] {
  return [
    { of: `invitation ${keyOf(token)}`, most: LINK, minutes: MINUTES },
    { of: `invitation network ${networkOf(address)}`, most: NETWORK, minutes: MINUTES },
  ];
}

/**
 * Asks whoever invited for a new link, where this one has expired. Nobody learns from the answer whether there was one.
 * @throws Problem LIMITED
 */
export async function askForNewInvitation(door: Door, token: string, device: Device): Promise<void> {
  await door.attempts.count(
    [
      { of: `ask again ${keyOf(token)}`, most: 3, minutes: 60 },
      { of: `ask again network ${networkOf(device.address ?? '')}`, most: 20, minutes: 60 },
    ],
    'signIn.tooMany',
  );
  await door.tenancy.atDoor({ key: keyOf(token) }, async (work) => {
    const [asked] = await work.execute<{ id: string; tenant_id: string; customer_id: string | null }>(
      `update identity.invitation set asked_again_at = now() where accepted_at is null and withdrawn_at is null and expires_at <= now()
         and asked_again_at is null returning id, tenant_id, customer_id`,
    );
    if (asked)
      await work.announce(
        { event: 'invitationAskedAgain', noun: 'invitation', id: asked.id, customerId: asked.customer_id },
        asked.tenant_id,
      );
  });
}
