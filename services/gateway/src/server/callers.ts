import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TOKEN_FORM } from '@landfall/identity/api-token/own-tokens';
import { TokenViewers } from '@landfall/identity/api-token/token-viewers';
import { Problem } from '@landfall/kit/problem/problem';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { verifyViewer } from '@landfall/kit/viewer/viewer-token';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Doorkeeper } from '../session/doorkeeper.ts';
import type { RunningHost } from './host.ts';
import type { Proxies } from './proxies.ts';

/** What somebody is known by for as long as it is live; a service's word is for one request. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly token: string;
}

/** Who asks. */
export interface Caller {
  readonly viewer: Viewer;
  /** null: a service of ours asks on behalf of the viewer. */
  readonly credential: Credential | null;
}

/** Requests of one API token in a minute, by this process. */
const TOKEN_PER_MINUTE = 600;

/**
 * Requests to callers: a program by its API token, another service of ours by what the gateway signed, anybody else by the
 * session of a cookie. Who sends an `Authorization` is who that says, and nobody where it is wrong: a cookie beside it counts
 * for nothing.
 */
export class Callers {
  private readonly tokens: TokenViewers;
  private readonly pace = new RateLimiterMemory({ points: TOKEN_PER_MINUTE, duration: 60 });

  constructor(
    private readonly door: Doorkeeper,
    private readonly host: Pick<RunningHost, 'tenancy' | 'bus'>,
    private readonly proxies: Proxies,
    private readonly viewerKey: KeyObject,
  ) {
    this.tokens = new TokenViewers(host.tenancy.reader('edge'));
  }

  /** Who sends a request; null for nobody we know. @throws Problem LIMITED for a token that asks too often */
  async of(request: IncomingMessage): Promise<Caller | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      const token = this.door.tokenOf(request);
      const viewer = token === undefined ? null : await this.door.viewerOf(request, token);
      return viewer && { viewer, credential: { kind: 'session', token: token as string } };
    }
    const [, scheme, word = ''] = /^(Bearer|Viewer) ([\w.-]+)$/.exec(authorization) ?? [];
    if (scheme === 'Bearer') return this.program(request, word);
    const viewer = scheme === 'Viewer' ? await verifyViewer(word, 'gateway', this.viewerKey) : null;
    return viewer && { viewer, credential: null };
  }

  /** Which of these are live still: one statement for some hundreds. */
  async live(credentials: readonly Credential[]): Promise<ReadonlySet<Credential>> {
    const tokensOf = (kind: Credential['kind']) => [
      ...new Set(credentials.filter((one) => one.kind === kind).map(({ token }) => token)),
    ];
    const [sessions, tokens] = [tokensOf('session'), tokensOf('token')];
    const live = {
      session: sessions.length > 0 ? await this.door.liveSessions(sessions) : new Set<string>(),
      token: tokens.length > 0 ? await this.tokens.live(tokens) : new Set<string>(),
    };
    return new Set(credentials.filter(({ kind, token }) => live[kind].has(token)));
  }

  /** Forgets what it knows of accounts as soon as something about them changes; until the signal. */
  async follow(signal: AbortSignal): Promise<void> {
    await Promise.all([this.door.follow(signal), this.tokens.follow(this.host.bus, signal)]);
  }

  private async program(request: IncomingMessage, token: string): Promise<Caller | null> {
    if (!TOKEN_FORM.test(token)) return null;
    const locale = localeOf(request.headers['accept-language']);
    const viewer = await this.tokens.find(token, locale, this.proxies.addressOf(request) ?? null);
    if (!viewer) return null;
    // Counted by whose it is: tokens that are nobody's can't fill the table.
    await this.pace.consume(viewer.sessionId).catch((over: { msBeforeNext?: number }) => {
      throw new Problem('LIMITED', 'tokenTooFast', [], { seconds: Math.ceil((over.msBeforeNext ?? 60_000) / 1000) });
    });
    return { viewer, credential: { kind: 'token', token } };
  }
}
