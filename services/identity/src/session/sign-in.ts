import { randomBytes } from 'node:crypto';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { hash, verify } from '@node-rs/argon2';
import { uuidv7 } from 'uuidv7';

/** OWASP's second profile: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const;
const SESSION_HOURS = 12;

export { keyOf };

/** The form e-mails are compared in. */
export function emailKey(email: string): string {
  return keyOf(email.trim().toLowerCase());
}

/** A password as it is kept. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID);
}

let nobodysHash: Promise<string> | undefined;

/** A place where a person may sign in. */
export interface MembershipChoice {
  readonly id: string;
  readonly organisation: string;
  readonly kind: 'STAFF' | 'CUSTOMER' | 'HEADQUARTERS';
}

/** What a sign-in came to: the token for the cookie, and the memberships to choose from. */
export interface SignedIn {
  readonly token: string;
  readonly memberships: readonly MembershipChoice[];
  /** False while a membership has to be chosen. */
  readonly signedIn: boolean;
}

/** Where a sign-in comes from. */
export interface Device {
  readonly userAgent?: string;
  readonly address?: string;
}

/** The snapshot of a viewer kept with a session. */
export type SessionViewer = Omit<
  Viewer,
  'locale' | 'sessionId' | 'address' | 'way' | 'provenAt' | 'scopes' | 'support'
>;

/**
 * Verifies once, opens a session, and binds it to the membership where there is only one. The same answer and the same
 * work for an unknown e-mail and a wrong password. @throws Problem UNAUTHENTICATED
 */
export async function signIn(edge: Reader, email: string, password: string, device: Device): Promise<SignedIn> {
  const [account] = await edge.query<{ id: string; password_hash: string; email: string }>(
    { login: 'edge', key: emailKey(email) },
    {
      text: 'select id, password_hash, email from identity.account where email_key = $1 and ended_at is null',
      values: [emailKey(email)],
    },
  );
  nobodysHash ??= hashPassword(randomBytes(16).toString('hex'));
  const nobodys = await nobodysHash;
  const matches = await verify(account?.password_hash ?? nobodys, password);
  if (!account || !matches) throw new Problem('UNAUTHENTICATED', 'signIn.wrong', ['email', 'password']);
  const viewers = await viewersOf(edge, account.id, account.email);
  if (viewers.length === 0) throw new Problem('UNAUTHENTICATED', 'signIn.noMembership', ['email']);
  const token = randomBytes(32).toString('base64url');
  const only = viewers.length === 1 ? viewers[0] : undefined;
  await edge.query(
    { login: 'edge', key: keyOf(token), account: account.id },
    {
      text: `insert into identity.session (token_hash, id, account_id, membership_id, viewer, expires_at, user_agent, address)
        values ($1, $2, $3, $4, $5, now() + interval '${SESSION_HOURS} hours', $6, $7)`,
      values: [
        keyOf(token),
        uuidv7(),
        account.id,
        only?.membershipId ?? null,
        only ? JSON.stringify(only) : null,
        device.userAgent?.slice(0, 300) ?? null,
        device.address ?? null,
      ],
    },
  );
  return { token, memberships: viewers.map(choiceOf), signedIn: only !== undefined };
}

/** Binds a session to one of its account's memberships and gives it a new token. @throws Problem NOT_FOUND, UNAUTHENTICATED */
export async function chooseMembership(edge: Reader, token: string, membershipId: string): Promise<string> {
  const [session] = await edge.query<{ account_id: string }>(
    { login: 'edge', key: keyOf(token) },
    {
      text: 'select account_id from identity.session where token_hash = $1 and ended_at is null and expires_at > now()',
      values: [keyOf(token)],
    },
  );
  if (!session) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  const scope = { login: 'edge', key: keyOf(token), account: session.account_id } as const;
  const [account] = await edge.query<{ email: string }>(scope, {
    text: 'select email from identity.account where id = $1 and ended_at is null',
    values: [session.account_id],
  });
  if (!account) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  const viewers = await viewersOf(edge, session.account_id, account.email);
  const viewer = viewers.find((one) => one.membershipId === membershipId);
  if (!viewer) throw notFound();
  const next = randomBytes(32).toString('base64url');
  const bound = await edge.query(scope, {
    text: `update identity.session set token_hash = $2, membership_id = $3, viewer = $4
      where token_hash = $1 and ended_at is null returning id`,
    values: [keyOf(token), keyOf(next), membershipId, JSON.stringify(viewer)],
  });
  // Signed out, or chosen elsewhere, in the meantime: the new token would be nobody's.
  if (bound.length === 0) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  return next;
}

/** Ends a session; ending one that isn't there is fine. */
export async function signOut(edge: Reader, token: string): Promise<void> {
  await edge.query(
    { login: 'edge', key: keyOf(token) },
    {
      text: 'update identity.session set ended_at = now() where token_hash = $1 and ended_at is null',
      values: [keyOf(token)],
    },
  );
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

async function viewersOf(edge: Reader, accountId: string, email: string): Promise<SessionViewer[]> {
  const rows = await edge.query<MembershipRow>(
    { login: 'edge', account: accountId },
    {
      text: `select m.id, m.tenant_id, m.customer_id, m.name, m.roles, m.organisation_name, p.name as partner_name, p.time_zone
        from identity.membership m join identity.partner p on p.tenant_id = m.tenant_id where m.ended_at is null
        union all select h.id, null, null, h.name, h.roles, h.organisation_name, null, null
        from identity.headquarters_membership h where h.ended_at is null order by organisation_name`,
    },
  );
  return rows.map((row) => ({
    surface: row.tenant_id === null ? 'hq' : row.customer_id === null ? 'desk' : 'portal',
    accountId,
    membershipId: row.id,
    name: row.name,
    email,
    tenant: row.tenant_id ?? HEADQUARTERS,
    customers: row.customer_id === null ? [] : [row.customer_id],
    roles: row.roles,
    partnerName: row.partner_name ?? row.organisation_name,
    customerName: row.customer_id === null ? null : row.organisation_name,
    timeZone: row.time_zone ?? 'Asia/Shanghai',
    membershipCount: rows.length,
  }));
}

function choiceOf(viewer: SessionViewer): MembershipChoice {
  const kind = viewer.surface === 'hq' ? 'HEADQUARTERS' : viewer.surface === 'desk' ? 'STAFF' : 'CUSTOMER';
  return { id: viewer.membershipId, organisation: viewer.customerName ?? viewer.partnerName ?? '', kind };
}
