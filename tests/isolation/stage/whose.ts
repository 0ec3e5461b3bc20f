import { has, type Table } from './catalogue.ts';

/** Somebody whose rows others must not see: a partner, a customer of ours, headquarters, or one person. */
export interface Whose {
  readonly name: string;
  /** The tenant its rows stand in; left out for what belongs to persons alone. */
  readonly tenant: string;
  /** Only the rows of this customer. */
  readonly customer?: string;
  /** Accounts of its people: rows that have no tenant are theirs by these. */
  readonly accounts: readonly string[];
  readonly members: readonly string[];
}

const list = (ids: readonly string[]): string => (ids.length === 0 ? "'{}'" : `'{${ids.join(',')}}'`);

/** The condition on a table's rows that makes them this one's; undefined where the table has no such rows. */
export function conditionOf(table: Table, whose: Whose): string | undefined {
  const { tenant, customer, accounts, members } = whose;
  const theirs = accounts.length > 0 && has(table, 'account_id') ? `account_id = any(${list(accounts)}::uuid[])` : null;
  // Headquarters' people are one tenant's; who of them was at a partner for support is known there.
  if (table.name === 'identity.headquarters_membership') return theirs ?? undefined;
  if (has(table, 'tenant_id')) {
    const own = `tenant_id = '${tenant}'`;
    if (!customer) return own;
    if (table.name === 'customers.customer') return `${own} and id = '${customer}'`;
    if (has(table, 'customer_id')) return `${own} and customer_id = '${customer}'`;
    return theirs ? `${own} and ${theirs}` : undefined;
  }
  if (!customer && has(table, 'partner_id')) return `partner_id = '${tenant}'`;
  if (theirs) return theirs;
  if (table.name === 'identity.account' && accounts.length > 0) return `id = any(${list(accounts)}::uuid[])`;
  if (has(table, 'membership_id') && members.length > 0) return `membership_id = any(${list(members)}::uuid[])`;
  return undefined;
}
