import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { actAs } from './act-as.ts';
import { arrive } from './arrive.ts';
import { type CameBy, choiceOf, type SessionViewer, viewersOf } from './memberships-of.ts';
import { type Device, IDLE_HOURS, newToken, type Opened, refuseNobody, SESSION_HOURS } from './open-session.ts';
import type { Stage } from './session.entity.ts';

/** A session between its steps, or one whose person does something about it; locked. */
export interface SessionAtDoor extends CameBy {
  readonly token: string;
  readonly id: string;
  readonly stage: Stage;
  /** Bound to it, or asked for before the code was. */
  readonly membershipId: string | null;
  readonly account: {
    readonly id: string;
    readonly email: string;
    readonly locale: string | null;
    readonly passwordHash: string | null;
  };
}

interface Row {
  id: string;
  stage: Stage;
  membership_id: string | null;
  way: 'PASSWORD' | 'SSO';
  sso_tenant_id: string | null;
  account_id: string;
  email: string;
  locale: string | null;
  password_hash: string | null;
}

/** The conditions of a session that has not ended; `s` is the session. */
export const NOT_OVER = `s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '${IDLE_HOURS} hours'`;

/**
 * The session of a token, in one of these stages; this transaction acts as its account from then on.
 * @throws Problem UNAUTHENTICATED
 */
export async function sessionAtDoor(door: DoorWork, token: string, stages: readonly Stage[]): Promise<SessionAtDoor> {
  const [row] = await door.execute<Row>(
    `select s.id, s.stage, s.membership_id, s.way, s.sso_tenant_id, s.account_id, a.email, a.locale, a.password_hash
     from identity.session s join identity.account a on a.id = s.account_id and a.ended_at is null
     where s.token_hash = ? and ${NOT_OVER} for update of s`,
    [keyOf(token)],
  );
  if (!row || !stages.includes(row.stage)) {
    const isHalfWay = stages.every((stage) => stage !== 'OPEN');
    throw new Problem('UNAUTHENTICATED', isHalfWay ? 'signIn.startAgain' : 'unauthenticated');
  }
  await actAs(door, row.account_id);
  return {
    token,
    id: row.id,
    stage: row.stage,
    membershipId: row.membership_id,
    way: row.way,
    ssoTenantId: row.sso_tenant_id,
    account: { id: row.account_id, email: row.email, locale: row.locale, passwordHash: row.password_hash },
  };
}

/**
 * The session goes on with a new token: bound to this membership, to the one asked for before the code, or to the only one
 * there is, or left to be chosen for.
 * @throws Problem UNAUTHENTICATED where there is nowhere to go, or it ended meanwhile
 */
export async function goOn(
  door: DoorWork,
  session: SessionAtDoor,
  device: Device,
  choose?: (viewers: readonly SessionViewer[]) => SessionViewer,
): Promise<Opened> {
  const viewers = await viewersOf(door, session.account, session);
  refuseNobody(viewers);
  const asked = session.stage === 'TOTP' && viewers.find((one) => one.membershipId === session.membershipId);
  const chosen = choose ? choose(viewers) : asked || (viewers.length === 1 ? viewers[0] : undefined);
  const next = newToken();
  const bound = await door.execute(
    `update identity.session set token_hash = ?, membership_id = ?, viewer = ?, stage = ?, last_seen_at = now(),
       proven_at = case when stage = 'TOTP' then now() else proven_at end,
       expires_at = case when ? then created_at + interval '${SESSION_HOURS} hours' else expires_at end
     where token_hash = ? and ended_at is null returning id`,
    [
      keyOf(next),
      chosen?.membershipId ?? null,
      chosen ? JSON.stringify(chosen) : null,
      chosen ? 'OPEN' : 'MEMBERSHIP',
      chosen !== undefined,
      keyOf(session.token),
    ],
  );
  if (bound.length === 0) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  if (chosen)
    await arrive(door, chosen, {
      sessionId: session.id,
      way: session.way,
      device,
      isSwitch: session.stage === 'OPEN',
    });
  return {
    token: next,
    sessionId: session.id,
    step: chosen ? 'DONE' : 'MEMBERSHIP',
    memberships: viewers.map(choiceOf),
    locale: session.account.locale,
  };
}
