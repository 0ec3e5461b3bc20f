/** The logins, one per surface (architecture.md 5). Policies name them, so their names are fixed. */
export const LOGINS = ['desk', 'portal', 'hq', 'edge', 'worker', 'migrator'] as const;
export type Login = (typeof LOGINS)[number];
/** Owns every schema and table, and can't log in; only `migrator` becomes it. */
export const OWNER = 'owner';
/** One PostgreSQL schema per service (architecture.md 7). */
export const SCHEMAS = [
  'kit',
  'identity',
  'catalogue',
  'customers',
  'support',
  'network',
  'ledger',
  'notifications',
] as const;
export type Schema = (typeof SCHEMAS)[number];
/** Addresses given instead of derived ones (DATABASE_URL_DESK, ...). */
export type GivenUrls = Partial<Record<Login, string>>;
