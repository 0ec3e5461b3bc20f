import type { EventBus } from '@landfall/kit/event-bus/event-bus';
import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { LIVE_TOKEN, LIVE_TOKENS, type LiveTokenRow, TOUCH_TOKEN } from './live-token.ts';

const REMEMBER_MS = 3000;
const REMEMBER_MOST = 10_000;
/** Tokens asked about in one statement. */
const MOST_AT_ONCE = 500;

interface Remembered {
  readonly viewer: Omit<Viewer, 'locale' | 'address'>;
  readonly until: number;
}

/** Who an API token is, remembered for 3 s: what ended is closed to everyone within that. */
export class TokenViewers {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly edge: Reader) {}

  /** The viewer of a live token; null for anything else. Its `sessionId` is the token's id. */
  async find(token: string, locale: Locale, address: string | null): Promise<Viewer | null> {
    const key = keyOf(token);
    const known = this.remembered.get(key);
    if (known && known.until > performance.now()) return { ...known.viewer, locale, address };
    this.remembered.delete(key);
    const [row] = await this.edge.query<LiveTokenRow>(
      { login: 'edge', key },
      { name: 'token-viewer', text: LIVE_TOKEN, values: [key] },
    );
    // Tokens that are nobody's are not remembered: there is no end of them.
    if (!row) return null;
    if (row.is_stale) this.touch(key, address);
    const viewer = asViewer(row);
    const oldest = this.remembered.size >= REMEMBER_MOST ? this.remembered.keys().next().value : undefined;
    if (oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(key, { viewer, until: performance.now() + REMEMBER_MS });
    return { ...viewer, locale, address };
  }

  /** Which of these tokens are live, in one statement for some hundreds of them. */
  async live(tokens: readonly string[]): Promise<ReadonlySet<string>> {
    const byKey = new Map(tokens.map((token) => [keyOf(token), token]));
    const keys = [...byKey.keys()];
    const found = new Set<string>();
    for (let from = 0; from < keys.length; from += MOST_AT_ONCE) {
      const key = keys.slice(from, from + MOST_AT_ONCE).join(',');
      const rows = await this.edge.query<{ token_hash: string }>(
        { login: 'edge', key },
        { name: 'live-tokens', text: LIVE_TOKENS, values: [key] },
      );
      for (const { token_hash } of rows) found.add(byKey.get(token_hash) ?? '');
    }
    return found;
  }

  /** Forgets an account's tokens as soon as something about it changes, in any process; until the signal. */
  async follow(bus: EventBus, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const { nounId } of bus.changes('*', 'account', signal)) this.forgetAccount(nounId);
      } catch {
        // Fell behind: what was missed is forgotten with everything else.
        this.remembered.clear();
      }
    }
  }

  private forgetAccount(accountId: string): void {
    for (const [key, { viewer }] of this.remembered) if (viewer.accountId === accountId) this.remembered.delete(key);
  }

  /** Nobody waits for it. */
  private touch(key: string, address: string | null): void {
    this.edge
      .query({ login: 'edge', key }, { name: 'touch-token', text: TOUCH_TOKEN, values: [key, address] })
      .catch(() => undefined);
  }
}

function asViewer(row: LiveTokenRow): Remembered['viewer'] {
  const isHeadquarters = row.tenant_id === null;
  return {
    surface: isHeadquarters ? 'hq' : row.customer_id === null ? 'desk' : 'portal',
    accountId: row.account_id,
    membershipId: row.membership_id,
    sessionId: row.id,
    name: row.name,
    email: row.email,
    tenant: row.tenant_id ?? HEADQUARTERS,
    customers: row.customer_id === null ? [] : [row.customer_id],
    roles: row.roles,
    partnerName: row.partner_name ?? row.organisation_name,
    customerName: row.customer_id === null ? null : row.organisation_name,
    timeZone: row.own_time_zone ?? row.time_zone ?? 'Asia/Shanghai',
    membershipCount: 1,
    way: 'TOKEN',
    provenAt: null,
    scopes: row.scopes,
    support: null,
  };
}
