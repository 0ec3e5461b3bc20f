import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { companyCodeKey } from './company-code.ts';
import type { GroupRole, PasswordFor } from './sign-on.entity.ts';

/** A partner's connection as the door uses it. */
export interface Company {
  readonly tenantId: string;
  /** The partner's name. */
  readonly name: string;
  readonly code: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed. */
  readonly clientSecret: string | null;
  readonly scopes: readonly string[];
  readonly groupsClaim: string;
  readonly followsGroups: boolean;
  readonly groupRoles: readonly GroupRole[];
  readonly passwordFor: PasswordFor;
}

const COLUMNS = `o.tenant_id as "tenantId", o.code, o.issuer, o.client_id as "clientId", o.client_secret as "clientSecret", o.scopes,
  o.groups_claim as "groupsClaim", o.follows_groups as "followsGroups", o.group_roles as "groupRoles", o.password_for as "passwordFor"`;

/** The company of a code, where its sign-on is on; undefined for any other code. */
export async function findCompany(tenancy: Tenancy, code: string): Promise<Company | undefined> {
  const key = companyCodeKey(code);
  const [found] = await tenancy
    .reader('edge')
    .query<Company>(
      { login: 'edge', key },
      { text: `select ${COLUMNS} from identity.sign_on o where o.code_key = $1 and o.is_enabled`, values: [key] },
    );
  if (!found) return undefined;
  const [partner] = await tenancy
    .reader('desk')
    .query<{ name: string }>({ login: 'desk', tenant: found.tenantId }, { text: 'select name from identity.partner' });
  return { ...found, name: partner?.name ?? '' };
}

/** The company whose provider an account's person can be asked to prove themselves at. */
export async function companyOfMember(
  tenancy: Tenancy,
  account: string,
  tenantId: string,
): Promise<Company | undefined> {
  const [rule] = await tenancy
    .reader('edge')
    .query<{ code: string | null }>(
      { login: 'edge', account },
      { text: 'select r.code from identity.sign_on_rule r where r.tenant_id = $1', values: [tenantId] },
    );
  return rule?.code ? findCompany(tenancy, rule.code) : undefined;
}
