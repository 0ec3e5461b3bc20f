import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { verifyViewer } from '@landfall/kit/viewer/viewer-token';
import type { Doorkeeper } from '../session/doorkeeper.ts';

/** What somebody is known by for as long as it is live; a service's word is for one request. */
export interface Credential {
  readonly kind: 'session';
  readonly token: string;
}

/** Who asks. */
export interface Caller {
  readonly viewer: Viewer;
  /** null: a service of ours asks on behalf of the viewer. */
  readonly credential: Credential | null;
}

/**
 * Requests to callers: another service of ours by what the gateway signed, anybody else by the session of a cookie. Who
 * sends an `Authorization` is who that says, and nobody where it is wrong: a cookie beside it counts for nothing.
 */
export class Callers {
  constructor(
    private readonly door: Doorkeeper,
    private readonly viewerKey: KeyObject,
  ) {}

  /** Who sends a request; null for nobody we know. */
  async of(request: IncomingMessage): Promise<Caller | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.vouchedFor(authorization);
    const token = this.door.tokenOf(request);
    const viewer = token === undefined ? null : await this.door.viewerOf(request);
    return viewer && { viewer, credential: { kind: 'session', token: token as string } };
  }

  /** Which of these are live still: one statement for some hundreds. */
  async live(credentials: readonly Credential[]): Promise<ReadonlySet<Credential>> {
    const sessions = await this.door.liveSessions([...new Set(credentials.map(({ token }) => token))]);
    return new Set(credentials.filter(({ token }) => sessions.has(token)));
  }

  private async vouchedFor(authorization: string): Promise<Caller | null> {
    const [, token] = /^Viewer ([\w.-]+)$/.exec(authorization) ?? [];
    const viewer = token ? await verifyViewer(token, 'gateway', this.viewerKey) : null;
    return viewer && { viewer, credential: null };
  }
}
