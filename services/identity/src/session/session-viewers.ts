import type { EventBus } from '@landfall/kit/event-bus/event-bus';
import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { shutReason } from '../partner/shut-partner.ts';
import { LIVE, LIVE_KEYS, type LiveRow, OPEN, WHY_NOT } from './live-session.ts';

const REMEMBER_MS = 3000;
const REMEMBER_MOST = 10_000;
/** Sessions asked about in one statement. */
const MOST_AT_ONCE = 500;
const TOUCH = `update identity.session set last_seen_at = now() where token_hash = $1 and last_seen_at < now() - interval '1 minute'`;

interface Remembered {
  /** As it asked last: mostly it asks again in the same language and from the same address. */
  viewer: Viewer;
  readonly until: number;
}

/** Who a cookie's token is. Remembered for 3 s, so an ended session is closed to everyone within that (security.md 11). */
export class SessionViewers {
  /** By the token itself, which every request brings along; only its hash leaves this process. */
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly edge: Reader) {}

  /** The viewer of a live session that is bound to a membership; null for anything else. */
  find(token: string, locale: Locale, address: string | null): Viewer | Promise<Viewer | null> {
    const known = this.remembered.get(token);
    if (!known || known.until <= performance.now()) return this.read(token, locale, address);
    if (known.viewer.locale !== locale || known.viewer.address !== address)
      known.viewer = { ...known.viewer, locale, address };
    return known.viewer;
  }

  private async read(token: string, locale: Locale, address: string | null): Promise<Viewer | null> {
    this.remembered.delete(token);
    const key = keyOf(token);
    const ask = <R extends LiveRow>(text: string) =>
      this.edge.query<R>({ login: 'edge', key }, { text, values: [key] });
    const [open] = await ask<LiveRow & { is_members: boolean }>(OPEN);
    const [row] = !open || open.is_members ? [open] : await ask(LIVE);
    // Tokens that are nobody's are not remembered: whoever sends many of them would push out everybody else's.
    if (!row) return null;
    if (row.is_stale) this.touch(key);
    const viewer = { ...asViewer(row), locale, address };
    const oldest = this.remembered.size >= REMEMBER_MOST ? this.remembered.keys().next().value : undefined;
    if (oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(token, { viewer, until: performance.now() + REMEMBER_MS });
    return viewer;
  }

  /** Why a token that isn't a live session's is none: its partner is shut to its people, its visit there is over, or nothing one would tell. */
  async whyNot(token: string): Promise<'partnerSuspended' | 'partnerLeft' | 'supportOver' | 'unauthenticated'> {
    const key = keyOf(token);
    const [row] = await this.edge.query<{ state: string | null; is_visit: boolean }>(
      { login: 'edge', key },
      { text: WHY_NOT, values: [key] },
    );
    if (row?.is_visit) return 'supportOver';
    return row?.state ? shutReason(row.state) : 'unauthenticated';
  }

  /** Which of these tokens' sessions are live, in one statement for some hundreds of them. An open socket is no request: it keeps no session alive. */
  async live(tokens: readonly string[]): Promise<ReadonlySet<string>> {
    const byKey = new Map(tokens.map((token) => [keyOf(token), token]));
    const keys = [...byKey.keys()];
    const found = new Set<string>();
    for (let from = 0; from < keys.length; from += MOST_AT_ONCE) {
      const key = keys.slice(from, from + MOST_AT_ONCE).join(',');
      const rows = await this.edge.query<{ token_hash: string }>(
        { login: 'edge', key },
        { name: 'live-sessions', text: LIVE_KEYS, values: [key] },
      );
      for (const { token_hash } of rows) found.add(byKey.get(token_hash) ?? '');
    }
    return found;
  }

  /** Forgets a token at once: it was signed out or exchanged here. */
  forget(token: string): void {
    this.remembered.delete(token);
  }

  /** Forgets everything about an account: something about it changed, here or in another process. */
  forgetAccount(accountId: string): void {
    for (const [token, { viewer }] of this.remembered)
      if (viewer.accountId === accountId) this.remembered.delete(token);
  }

  /** Listens to what happens to accounts, until the signal. */
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

  /** When the session was last seen, to the minute; nobody waits for it. */
  private touch(key: string): void {
    this.edge
      .query({ login: 'edge', key }, { name: 'touch-session', text: TOUCH, values: [key] })
      .catch(() => undefined);
  }
}

function asViewer(row: LiveRow): Omit<Viewer, 'locale' | 'address'> {
  return {
    ...row.viewer,
    tenant: row.viewer.tenant ?? HEADQUARTERS,
    email: row.email ?? row.viewer.email,
    timeZone: row.time_zone ?? row.viewer.timeZone,
    way: row.way,
    provenAt: row.proven_at,
    scopes: null,
    support: row.viewer.support ?? null,
    sessionId: row.id,
  };
}
