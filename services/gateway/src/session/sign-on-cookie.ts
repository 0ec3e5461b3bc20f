import type { IncomingMessage } from 'node:http';
import type { Journey } from '@landfall/identity/single-sign-on/provider';
import type { Seals } from '@landfall/kit/seal/seals';
import type { SessionCookie } from './cookie.ts';

const SECONDS = 600;
const PURPOSE = 'sign-on-journey';

/** What a browser carries to its provider and back: which company, how to check the answer, where to go then. */
export interface SignOnJourney extends Journey {
  readonly code: string;
  readonly next: string;
  /** A fresh proof of somebody who is in already. */
  readonly again: boolean;
}

/**
 * The cookie of a sign-in under way: sealed, for ten minutes, named by its state so that two tabs don't disturb each
 * other. Without it an answer of the provider is nobody's.
 */
export class SignOnCookie {
  constructor(
    private readonly seals: Seals,
    private readonly session: SessionCookie,
    private readonly isSecure: boolean,
  ) {}

  /** `Set-Cookie` that keeps the journey. */
  keep(journey: SignOnJourney, now = Date.now()): string {
    const sealed = this.seals.seal(JSON.stringify({ ...journey, until: now + SECONDS * 1000 }), PURPOSE);
    return this.line(journey.state, sealed, SECONDS);
  }

  /** `Set-Cookie` that forgets it. */
  forget(state: string): string {
    return this.line(state, '', 0);
  }

  /** The journey a request comes back from; undefined for one that isn't this browser's, or took too long. */
  read({ headers }: Pick<IncomingMessage, 'headers'>, state: string, now = Date.now()): SignOnJourney | undefined {
    const wanted = this.nameOf(state);
    const kept = (headers.cookie ?? '')
      .split(';')
      .map((part) => part.trim().split('='))
      .find(([name]) => name === wanted)?.[1];
    if (!kept) return undefined;
    try {
      const journey = JSON.parse(this.seals.open(kept, PURPOSE)) as SignOnJourney & { until: number };
      return journey.state === state && journey.until > now ? journey : undefined;
    } catch {
      return undefined;
    }
  }

  private nameOf(state: string): string {
    return `${this.session.name}-sso-${state.replace(/[^\w-]/g, '').slice(0, 12)}`;
  }

  private line(state: string, value: string, seconds: number): string {
    return `${this.nameOf(state)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${this.isSecure ? '; Secure' : ''}`;
  }
}
