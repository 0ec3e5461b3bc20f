import { randomBytes } from 'node:crypto';
import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { uuidv7 } from 'uuidv7';
import { actAs } from './act-as.ts';
import { arrive } from './arrive.ts';
import { type CameBy, choiceOf, type MembershipChoice, type SessionViewer, viewersOf } from './memberships-of.ts';
import type { Stage } from './session.entity.ts';

/** From its first step a session lives this long at most. */
export const SESSION_HOURS = 12;
/** Without a request it ends sooner. */
export const IDLE_HOURS = 2;
/** Who stops half way in starts again. */
const STEPS_MINUTES = 15;

/** Where somebody comes from. */
export interface Device {
  readonly userAgent?: string;
  readonly address?: string;
  /** The mark this browser keeps, by which it is known again. */
  readonly mark?: string;
}

/** Whose session it is going to be. */
export interface Opening extends CameBy {
  readonly accountId: string;
  /** Bound to it, after the code where one is asked for; else the person chooses where there are several. */
  readonly membershipId?: string;
  readonly device: Device;
  /** The code of the second factor was given already, or the provider has seen to it. */
  readonly codeGiven?: boolean;
  /** A viewer that is no membership of the account's: headquarters' support inside a partner. */
  readonly viewer?: SessionViewer;
}

/** What a sign-in came to: the token for the cookie, and what is still to do. */
export interface Opened {
  readonly token: string;
  readonly sessionId: string;
  readonly step: 'TOTP' | 'MEMBERSHIP' | 'DONE';
  /** To choose from; empty until the person has proven to be it. */
  readonly memberships: readonly MembershipChoice[];
  /** The language the account has chosen. */
  readonly locale: string | null;
}

/** A token as cookies carry it: 256 bits by chance. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Opens a session for an account that has just proven itself, in the door's transaction: asks for the second factor where
 * it is on, binds it to the membership where there is only one, and leaves a line in that organisation's trail.
 * @throws Problem UNAUTHENTICATED where the account has ended or is a member of nothing it may enter this way
 */
export async function openSession(door: DoorWork, opening: Opening): Promise<Opened> {
  const { accountId, way, device } = opening;
  await actAs(door, accountId);
  const [account] = await door.execute<{ id: string; email: string; locale: string | null; has_totp: boolean }>(
    `select a.id, a.email, a.locale, exists (select from identity.totp t where t.account_id = a.id and t.confirmed_at is not null) as has_totp
     from identity.account a where a.id = ? and a.ended_at is null`,
    [accountId],
  );
  if (!account) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  const wantsCode = way === 'PASSWORD' && account.has_totp && !opening.codeGiven;
  const { membershipId } = opening;
  // Whether the one that is asked for is open this way is found out before anybody looks for a code.
  const places = opening.viewer
    ? [opening.viewer]
    : wantsCode && !membershipId
      ? []
      : await viewersOf(door, account, opening);
  if (!wantsCode) refuseNobody(places);
  if (membershipId && !places.some((one) => one.membershipId === membershipId))
    throw new Problem('UNAUTHENTICATED', 'signOn.only', ['email']);
  // Who has still to give a code learns of no place.
  const viewers = wantsCode ? [] : places;
  const chosen = membershipId
    ? viewers.find((one) => one.membershipId === membershipId)
    : viewers.length === 1
      ? viewers[0]
      : undefined;
  const stage: Stage = wantsCode ? 'TOTP' : chosen ? 'OPEN' : 'MEMBERSHIP';
  const [token, sessionId] = [newToken(), uuidv7()];
  await door.execute(
    `insert into identity.session (token_hash, id, account_id, membership_id, viewer, stage, way, sso_tenant_id, proven_at, expires_at, user_agent, address, device_key)
     values (?, ?, ?, ?, ?, ?, ?, ?, case when ? then null else now() end, now() + make_interval(mins => ?), ?, ?, ?)`,
    [
      keyOf(token),
      sessionId,
      accountId,
      chosen?.membershipId ?? membershipId ?? null,
      chosen ? JSON.stringify(chosen) : null,
      stage,
      way,
      opening.ssoTenantId ?? null,
      wantsCode,
      stage === 'OPEN' ? SESSION_HOURS * 60 : STEPS_MINUTES,
      device.userAgent?.slice(0, 300) ?? null,
      device.address ?? null,
      device.mark ? keyOf(device.mark) : null,
    ],
  );
  if (chosen) await arrive(door, chosen, { sessionId, way, device });
  return {
    token,
    sessionId,
    step: stage === 'OPEN' ? 'DONE' : stage,
    memberships: viewers.map(choiceOf),
    locale: account.locale,
  };
}

/** @throws Problem UNAUTHENTICATED where there is nowhere to go */
export function refuseNobody(viewers: readonly SessionViewer[]): void {
  if (viewers.length === 0) throw new Problem('UNAUTHENTICATED', 'signIn.noMembership', ['email']);
}
