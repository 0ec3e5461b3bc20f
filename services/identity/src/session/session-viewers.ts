import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { keyOf, type SessionViewer } from './sign-in.ts';

const REMEMBER_MS = 3000;
const REMEMBER_MOST = 10_000;

interface Remembered {
  readonly viewer: Omit<Viewer, 'locale' | 'address'>;
  readonly until: number;
}

/** A session that is live: neither it nor its account nor its membership has ended, and the roles are those it was opened with. */
const LIVE = `select s.id, s.viewer, s.created_at as proven_at from identity.session s
  where s.token_hash = $1 and s.ended_at is null and s.expires_at > now() and s.viewer is not null
    and not exists (select from identity.account a where a.id = s.account_id and a.ended_at is not null)
    and (exists (select from identity.membership m where m.account_id = s.account_id and m.id = s.membership_id
        and m.ended_at is null and to_jsonb(m.roles) = s.viewer -> 'roles')
      or exists (select from identity.headquarters_membership h where h.account_id = s.account_id and h.id = s.membership_id
        and h.ended_at is null and to_jsonb(h.roles) = s.viewer -> 'roles'))`;

/** Who a cookie's token is. Remembered for 3 s, so an ended session is closed to everyone within that (security.md 11). */
export class SessionViewers {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly edge: Reader) {}

  /** The viewer of a live session that is bound to a membership; null for anything else. */
  async find(token: string, locale: Locale, address: string | null): Promise<Viewer | null> {
    const key = keyOf(token);
    const known = this.remembered.get(key);
    if (known && known.until > performance.now()) return { ...known.viewer, locale, address };
    this.remembered.delete(key);
    const [row] = await this.edge.query<{ id: string; viewer: SessionViewer; proven_at: string }>(
      { login: 'edge', key },
      { name: 'session-viewer', text: LIVE, values: [key] },
    );
    // Tokens that are nobody's are not remembered: whoever sends many of them would push out everybody else's.
    if (!row) return null;
    const viewer: Remembered['viewer'] = {
      ...row.viewer,
      tenant: row.viewer.tenant ?? HEADQUARTERS,
      way: 'PASSWORD',
      provenAt: row.proven_at,
      scopes: null,
      support: null,
      sessionId: row.id,
    };
    const oldest = this.remembered.size >= REMEMBER_MOST ? this.remembered.keys().next().value : undefined;
    if (oldest !== undefined) this.remembered.delete(oldest);
    this.remembered.set(key, { viewer, until: performance.now() + REMEMBER_MS });
    return { ...viewer, locale, address };
  }

  /** Forgets a token at once: it was signed out or exchanged here. */
  forget(token: string): void {
    this.remembered.delete(keyOf(token));
  }
}
