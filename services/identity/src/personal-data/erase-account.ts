import { requireProof } from '@landfall/kit/policy/proof';
import { invalid, Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Context } from '@landfall/kit/service/context';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { atOwnAccount } from '../account/own-account.ts';
import { endSessions } from '../session/end-sessions.ts';
import { fromWhere, noteAccount } from './note-account.ts';

/** A membership, as an erasure needs it. */
export interface Place {
  readonly id: string;
  readonly tenant_id: string;
  readonly customer_id: string | null;
  readonly organisation_name: string;
  readonly is_administrator: boolean;
  readonly is_over: boolean;
}

const PLACES = `select m.id, m.tenant_id, m.customer_id, m.organisation_name, m.ended_at is not null as is_over,
    m.customer_id is null and 'partner_admin' = any(m.roles) and m.ended_at is null as is_administrator
  from identity.membership m where m.account_id = ?
  union all select h.id, h.tenant_id, null, h.organisation_name, h.ended_at is not null, 'hq_admin' = any(h.roles) and h.ended_at is null
  from identity.headquarters_membership h where h.account_id = ?`;

/**
 * Erases the asking person's account: nobody signs in with it any more, from this moment; e-mail, credential and second
 * factor are gone; every organisation it is in is told and ends the membership (erased-account.consumer.ts). What both
 * sides signed stays. @throws Problem FORBIDDEN `proofNeeded`, INVALID at `confirmation`, CONFLICT for a last administrator
 */
export async function eraseAccount(context: Context, confirmation: string): Promise<void> {
  const { viewer } = context;
  requireProof(viewer);
  const [last] = await lastAdministratorOf(context, await placesOf(context));
  if (last) {
    const params = { organisation: last.organisation_name };
    throw new Problem('CONFLICT', 'personalData.lastAdministrator', ['confirmation'], params);
  }
  await atOwnAccount(context, async (door) => {
    const [account] = await door.execute<{ email: string }>(
      'select email from identity.account where id = ? for update',
      [viewer.accountId],
    );
    if (confirmation.trim().toLowerCase() !== account?.email.toLowerCase())
      throw invalid('personalData.confirm', ['confirmation']);
    const places = await door.execute<Place>(PLACES, [viewer.accountId, viewer.accountId]);
    await noteAccount(door, { ...fromWhere(viewer), action: 'eraseAccount' });
    await endSessions(door, viewer.accountId, { reason: 'endedElsewhere' });
    await emptyAccount(door, viewer.accountId);
    for (const { id, tenant_id, customer_id } of places)
      await door.announce(
        {
          event: 'accountErased',
          noun: 'member',
          id,
          customerId: customer_id,
          ids: { account: viewer.accountId },
        },
        tenant_id,
      );
    for (const tenant of new Set([HEADQUARTERS, ...places.map((place) => place.tenant_id)]))
      await door.dropKeys(tenant, viewer.accountId);
  });
}

/** What the door keeps of an account: emptied, each row ended and none deleted. */
async function emptyAccount(door: DoorWork, id: string): Promise<void> {
  const erased = `erased-${id}@invalid`;
  const statements: [string, unknown[]][] = [
    [
      `update identity.account set email = ?, email_key = ?, password_hash = null, locale = null, time_zone = null, ended_at = now() where id = ?`,
      [erased, keyOf(erased), id],
    ],
    [`update identity.session set viewer = null, user_agent = null, address = null where account_id = ?`, [id]],
    [`update identity.totp set sealed_secret = null, confirmed_at = null where account_id = ?`, [id]],
    [`update identity.recovery_code set ended_at = coalesce(ended_at, now()) where account_id = ?`, [id]],
    [
      `update identity.api_token set name = '', last_address = null, ended_at = coalesce(ended_at, now()) where account_id = ?`,
      [id],
    ],
    [
      `update identity.password_reset set address = null, ended_at = coalesce(ended_at, now()) where account_id = ?`,
      [id],
    ],
    [
      `update identity.email_change set old_email = '', new_email = '', ended_at = coalesce(ended_at, now()) where account_id = ?`,
      [id],
    ],
  ];
  for (const [sql, values] of statements) await door.execute(sql, values);
}

/** Where the asking person is or was, as the door knows it. */
export function placesOf({ host, viewer }: Pick<Context, 'host' | 'viewer'>): Promise<Place[]> {
  return host.tenancy
    .reader('edge')
    .query<Place>(
      { login: 'edge', account: viewer.accountId },
      { name: 'places-of', text: PLACES.replaceAll('?', '$1'), values: [viewer.accountId] },
    );
}

/** Those of the places where nobody else could let others in; asked of each organisation, which the door can't see. */
export async function lastAdministratorOf({ host }: Pick<Context, 'host'>, places: readonly Place[]): Promise<Place[]> {
  const last: Place[] = [];
  for (const place of places.filter((one) => one.is_administrator)) {
    const [other] = await host.tenancy.reader('desk').query(
      { login: 'desk', tenant: place.tenant_id },
      {
        name: 'other-administrator',
        text: `select id from identity.membership where customer_id is null and ended_at is null and 'partner_admin' = any(roles) and id <> $1
          union all select id from identity.headquarters_membership where ended_at is null and 'hq_admin' = any(roles) and id <> $1 limit 1`,
        values: [place.id],
      },
    );
    if (!other) last.push(place);
  }
  return last;
}
