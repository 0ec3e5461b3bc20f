import type { Context } from '@landfall/kit/service/context';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { choiceOf, viewersOf } from '../session/memberships-of.ts';
import type { AccountType, MembershipKind } from './account.type.ts';
import { atOwnAccount } from './own-account.ts';

interface Row {
  email: string;
  locale: string | null;
  time_zone: string | null;
  has_password: boolean;
  password_changed_at: string | null;
  totp_since: string | null;
  codes_left: number;
  pending: { newEmail: string; isConfirmedAtNew: boolean; isConfirmedAtOld: boolean; expiresAt: string } | null;
  way: 'PASSWORD' | 'SSO' | null;
  sso_tenant_id: string | null;
}

/** An instant as the API writes it. */
const wire = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ACCOUNT = `select a.email, a.locale, a.time_zone, a.password_hash is not null as has_password, ${wire('a.password_changed_at')} as password_changed_at,
    ${wire('t.confirmed_at')} as totp_since, (select count(*)::int from identity.recovery_code r where r.account_id = a.id and r.ended_at is null) as codes_left,
    (select jsonb_build_object('newEmail', c.new_email, 'isConfirmedAtNew', c.new_confirmed_at is not null, 'isConfirmedAtOld', c.old_confirmed_at is not null,
        'expiresAt', ${wire('c.expires_at')}) from identity.email_change c
      where c.account_id = a.id and c.ended_at is null and c.done_at is null and c.expires_at > now() order by c.id desc limit 1) as pending,
    s.way, s.sso_tenant_id
  from identity.account a left join identity.totp t on t.account_id = a.id left join identity.session s on s.account_id = a.id and s.id = ?
  where a.id = ?`;

/** The asking person's own account. */
export function readAccount(context: Context): Promise<AccountType> {
  return atOwnAccount(context, (door) => accountAt(door, context));
}

/** The same inside a transaction that has just changed it. */
export async function accountAt(
  door: Pick<DoorWork, 'execute'>,
  { viewer }: Pick<Context, 'viewer'>,
): Promise<AccountType> {
  const [row] = (await door.execute<Row>(ACCOUNT, [viewer.sessionId, viewer.accountId])) as [Row];
  const viewers = await viewersOf(
    door,
    { id: viewer.accountId, email: row.email },
    { way: row.way ?? 'PASSWORD', ssoTenantId: row.sso_tenant_id },
  );
  return {
    id: viewer.accountId,
    email: row.email,
    locale: row.locale,
    timeZone: row.time_zone,
    organisationTimeZone: viewers.find((one) => one.membershipId === viewer.membershipId)?.timeZone ?? viewer.timeZone,
    hasPassword: row.has_password,
    passwordChangedAt: row.password_changed_at,
    twoStep: { isOn: row.totp_since !== null, since: row.totp_since, recoveryCodesLeft: row.codes_left },
    pendingEmail: row.pending,
    memberships: viewers.map((one) => {
      const { id, organisation, partner, kind } = choiceOf(one);
      return {
        id,
        organisation,
        partner,
        kind: kind as MembershipKind,
        name: one.name,
        roles: one.roles,
        isCurrent: id === viewer.membershipId,
      };
    }),
  };
}
