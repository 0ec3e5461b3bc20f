import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Reader } from '@landfall/kit/tenancy/reader';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { keyOf, type SessionViewer } from './sign-in.ts';

const REMEMBER_MS = 3000;
const REMEMBER_MOST = 10_000;

interface Remembered {
  readonly viewer: (SessionViewer & { sessionId: string }) | null;
  readonly until: number;
}

/** Who a cookie's token is. Remembered for 3 s, so an ended session is closed to everyone within that (security.md 11). */
export class SessionViewers {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly edge: Reader) {}

  /** The viewer of a live session that is bound to a membership; null for anything else. */
  async find(token: string, locale: Locale): Promise<Viewer | null> {
    const key = keyOf(token);
    const known = this.remembered.get(key);
    if (known && known.until > performance.now()) return known.viewer && { ...known.viewer, locale };
    const [row] = await this.edge.query<{ id: string; viewer: SessionViewer | null }>(
      { login: 'edge', key },
      {
        name: 'session-viewer',
        text: 'select id, viewer from identity.session where token_hash = $1 and ended_at is null and expires_at > now()',
        values: [key],
      },
    );
    const viewer = row?.viewer ? { ...row.viewer, sessionId: row.id } : null;
    if (this.remembered.size >= REMEMBER_MOST) this.remembered.clear();
    this.remembered.set(key, { viewer, until: performance.now() + REMEMBER_MS });
    return viewer && { ...viewer, locale };
  }

  /** Forgets a token at once: it was signed out or exchanged here. */
  forget(token: string): void {
    this.remembered.delete(keyOf(token));
  }
}
