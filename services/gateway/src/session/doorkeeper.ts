import type { IncomingMessage } from 'node:http';
import { SessionViewers } from '@landfall/identity/session/session-viewers';
import {
  chooseMembership,
  type Device,
  type MembershipChoice,
  signIn,
  signOut,
} from '@landfall/identity/session/sign-in';
import { SignInLimits } from '@landfall/identity/session/sign-in-limits';
import { Problem } from '@landfall/kit/problem/problem';
import { type Locale, localeOf, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Reader } from '@landfall/kit/tenancy/reader';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { verifyViewer } from '@landfall/kit/viewer/viewer-token';
import type { SessionCookie } from './cookie.ts';

/** What a step of signing in came to. */
export type Entry =
  | {
      readonly ok: true;
      readonly signedIn: boolean;
      readonly memberships: readonly MembershipChoice[];
      readonly setCookie: string[];
    }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly setCookie?: string[];
    };

/** Cookies to viewers, and the steps in and out. */
export class Doorkeeper {
  private readonly viewers: SessionViewers;
  private readonly limits = new SignInLimits();

  constructor(
    private readonly edge: Reader,
    private readonly cookie: SessionCookie,
    private readonly catalog: ProblemCatalog,
    private readonly secret: string,
    private readonly isBehindProxy: boolean,
  ) {
    this.viewers = new SessionViewers(edge);
  }

  /** Who a request is: by its cookie's live session, or by another service's token for us. Null for anybody else. */
  async viewerOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): Promise<Viewer | null> {
    const [scheme, vouched] = (request.headers.authorization ?? '').split(' ');
    if (scheme === 'Viewer' && vouched) return verifyViewer(vouched, 'gateway', this.secret);
    const token = this.cookie.read(request);
    if (!token) return null;
    return this.viewers.find(
      token,
      localeOf(request.headers['accept-language']),
      this.deviceOf(request).address ?? null,
    );
  }

  /**
   * E-mail and password; the session this browser had before ends. A problem comes back as a value, in the reader's
   * language.
   */
  signIn(email: string, password: string, device: Device, locale: Locale, before?: string): Promise<Entry> {
    return this.entry(locale, async () => {
      const { token, memberships, signedIn } = await this.limits.attempt(email, device.address ?? '', () =>
        signIn(this.edge, email, password, device),
      );
      if (before) await this.signOut(before);
      return { ok: true, signedIn, memberships, setCookie: [this.cookie.set(token)] };
    });
  }

  /** The second step of a person with several memberships, and the switch between them. */
  choose(token: string | undefined, membershipId: string, locale: Locale): Promise<Entry> {
    return this.entry(locale, async () => {
      if (!token) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
      const next = await chooseMembership(this.edge, token, membershipId);
      this.viewers.forget(token);
      return { ok: true, signedIn: true, memberships: [], setCookie: [this.cookie.set(next)] };
    });
  }

  /** Ends the session; ending one that isn't there is fine. */
  async signOut(token: string | undefined): Promise<{ setCookie: string[] }> {
    if (token) {
      await signOut(this.edge, token);
      this.viewers.forget(token);
    }
    return { setCookie: [this.cookie.clear()] };
  }

  /**
   * Where a request comes from, as a session remembers it and limits count it. Behind a proxy the last address the
   * header names is the one our own proxy saw; those before it are anybody's word.
   */
  deviceOf({ headers, socket }: Pick<IncomingMessage, 'headers'> & Partial<Pick<IncomingMessage, 'socket'>>): Device {
    const userAgent = headers['user-agent'];
    const forwarded = this.isBehindProxy ? headers['x-forwarded-for']?.toString().split(',').at(-1)?.trim() : undefined;
    const address = forwarded || socket?.remoteAddress;
    return { ...(userAgent ? { userAgent } : {}), ...(address ? { address } : {}) };
  }

  /** The token a request carries. */
  tokenOf(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    return this.cookie.read(request);
  }

  private async entry(locale: Locale, step: () => Promise<Entry>): Promise<Entry> {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const status = { UNAVAILABLE: 503, NOT_FOUND: 404, LIMITED: 429 }[error.code as string] ?? 401;
      return {
        ok: false,
        status,
        code: error.code,
        message: problemText(this.catalog, error.reason, locale, error.params),
      };
    }
  }
}
