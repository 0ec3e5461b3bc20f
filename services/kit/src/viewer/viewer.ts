import type { Locale } from '../problem/problem-catalog.ts';

/** The three surfaces of the product; each has a contract, a database login and a pool of its own. */
export type Surface = 'desk' | 'portal' | 'hq';

/** How somebody came in: the session is bound to it. */
export type Way = 'PASSWORD' | 'SSO' | 'TOKEN' | 'SYSTEM';

/** Headquarters' person inside a partner, by a grant of its administrator (security.md 20). */
export interface SupportVisit {
  readonly id: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly endsAt: string;
  readonly mayWrite: boolean;
}

/**
 * Who asks, as the gateway found it in the session. A service never learns it from inputs or headers (security.md 8).
 * `tenant` is `HEADQUARTERS` for headquarters; `customers` is empty outside the portal.
 */
export interface Viewer {
  readonly surface: Surface;
  readonly accountId: string;
  readonly membershipId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly tenant: string;
  readonly customers: readonly string[];
  readonly roles: readonly string[];
  readonly partnerName: string | null;
  readonly customerName: string | null;
  readonly timeZone: string;
  readonly membershipCount: number;
  readonly locale: Locale;
  readonly way: Way;
  /** Where the request comes from, as far as proxies are trusted; null for what no request asked for. */
  readonly address: string | null;
  /** When the person last proved to be it (password, code, single sign-on). ISO 8601. */
  readonly provenAt: string | null;
  /** What an API token may; null for a person at a browser. */
  readonly scopes: readonly string[] | null;
  readonly support: SupportVisit | null;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The system working for one tenant because an event or the clock asked for it; never from a request. */
export function systemViewer(tenant: string, purpose: string): Viewer {
  return {
    surface: 'desk',
    accountId: NOBODY,
    membershipId: NOBODY,
    sessionId: NOBODY,
    name: purpose,
    email: '',
    tenant,
    customers: [],
    roles: ['system'],
    partnerName: null,
    customerName: null,
    timeZone: 'UTC',
    membershipCount: 0,
    locale: 'zh-CN',
    way: 'SYSTEM',
    address: null,
    provenAt: null,
    scopes: null,
    support: null,
  };
}

/** True where the viewer holds at least one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly string[]): boolean {
  return roles.some((role) => viewer.roles.includes(role));
}
