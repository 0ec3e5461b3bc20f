import type { IncomingMessage } from 'node:http';
import { confirmEmail, type EmailLink, emailLink } from '@landfall/identity/email-change/confirm-email';
import { askReset } from '@landfall/identity/password-reset/ask-reset';
import { resetLink, resetPassword } from '@landfall/identity/password-reset/reset-password';
import { chooseMembership } from '@landfall/identity/session/choose-membership';
import { signOut } from '@landfall/identity/session/end-sessions';
import { type Device, newToken, type Opened } from '@landfall/identity/session/open-session';
import { type Proof, prove } from '@landfall/identity/session/prove';
import { SessionViewers } from '@landfall/identity/session/session-viewers';
import { type Standing, standingOf } from '@landfall/identity/session/standing';
import { Attempts } from '@landfall/identity/sign-in/attempts';
import { enterCode } from '@landfall/identity/sign-in/enter-code';
import { type Door, signIn } from '@landfall/identity/sign-in/sign-in';
import { Problem } from '@landfall/kit/problem/problem';
import { type Locale, localeOf, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { RunningHost } from '../server/host.ts';
import type { Arrival, Proxies } from '../server/proxies.ts';
import type { SessionCookie } from './cookie.ts';
import { type Answer, answered, type Entry } from './entry.ts';

export type { Entry } from './entry.ts';

/** Cookies to viewers, and the steps in and out. Problems come back as values, in the reader's language. */
export class Doorkeeper {
  private readonly viewers: SessionViewers;
  private readonly door: Door;

  constructor(
    private readonly host: Pick<RunningHost, 'tenancy' | 'seals' | 'bus' | 'catalog'>,
    private readonly cookie: SessionCookie,
    private readonly proxies: Proxies,
  ) {
    const edge = host.tenancy.reader('edge');
    this.viewers = new SessionViewers(edge);
    this.door = { tenancy: host.tenancy, attempts: new Attempts(edge) };
  }

  /** Who a request is by its cookie's live session; null for anybody else. */
  async viewerOf(request: Arrival, token = this.cookie.read(request)): Promise<Viewer | null> {
    if (!token) return null;
    const address = this.proxies.addressOf(request) ?? null;
    return this.viewers.find(token, localeOf(request.headers['accept-language']), address);
  }

  /** Why a request has no viewer, as far as it may be told, in the reader's language. */
  async refusalOf(request: Pick<Arrival, 'headers'>, locale: Locale): Promise<Problem & { readonly words: string }> {
    const token = this.cookie.read(request);
    const problem = new Problem('UNAUTHENTICATED', token ? await this.viewers.whyNot(token) : 'unauthenticated');
    return Object.assign(problem, { words: problemText(this.host.catalog, problem.reason, locale, {}) });
  }

  /** Which of these tokens' sessions are live: one statement for some hundreds. */
  liveSessions(tokens: readonly string[]): Promise<ReadonlySet<string>> {
    return this.viewers.live(tokens);
  }

  /** Forgets what it knows of accounts as soon as something about them changes, in any process; until the signal. */
  follow(signal: AbortSignal): Promise<void> {
    return this.viewers.follow(this.host.bus, signal);
  }

  /** E-mail and password; the session this browser had before ends. */
  signIn(email: string, password: string, device: Device, locale: Locale, before?: string): Promise<Entry> {
    return this.entry(locale, device, before, (from) => signIn(this.door, email, password, from));
  }

  /** The second step, where the second factor is on: a code of the app or a recovery code. */
  enterCode(token: string | undefined, code: string, device: Device, locale: Locale): Promise<Entry> {
    return this.entry(locale, device, undefined, (from) =>
      enterCode(this.door, this.host.seals, known(token, 'signIn.startAgain'), code, from),
    );
  }

  /** The last step of a person with several memberships, and the switch between them. */
  choose(token: string | undefined, membershipId: string, device: Device, locale: Locale): Promise<Entry> {
    return this.entry(locale, device, undefined, async (from) => {
      const opened = await chooseMembership(this.host.tenancy, known(token), membershipId, from);
      this.viewers.forget(token ?? '');
      return { ...opened, memberships: [] };
    });
  }

  /** What is still missing of this browser's session. */
  async standing(token: string | undefined): Promise<Standing> {
    return token ? standingOf(this.host.tenancy, token) : { step: 'PASSWORD', memberships: [] };
  }

  /** Ends the session; ending one that isn't there is fine. */
  async signOut(token: string | undefined): Promise<{ setCookie: string[] }> {
    if (token) {
      await signOut(this.host.tenancy, token);
      this.viewers.forget(token);
    }
    return { setCookie: [this.cookie.clear()] };
  }

  /** Somebody who is signed in proves again to be it. */
  prove(token: string | undefined, proof: Proof, locale: Locale): Promise<Answer<object>> {
    return answered(this.host.catalog, locale, async () => {
      this.viewers.forgetAccount(await prove(this.door, this.host.seals, known(token), proof));
      return {};
    });
  }

  /** A forgotten password: the same answer for everybody. */
  askReset(email: string, device: Device, locale: Locale): Promise<Answer<object>> {
    return answered(this.host.catalog, locale, async () => {
      await askReset(this.door, this.host.seals, email, device);
      return {};
    });
  }

  /** Whose password a link of the mail may set. */
  resetLink(link: string, locale: Locale): Promise<Answer<{ email: string }>> {
    return answered(this.host.catalog, locale, async () => {
      const { email } = await resetLink(this.host.tenancy, link);
      return { email };
    });
  }

  /** Sets the password by the link, ends every session, and goes on with signing in here. */
  reset(link: string, password: string, device: Device, locale: Locale, before?: string): Promise<Entry> {
    return this.entry(locale, device, before, async (from) => {
      const opened = await resetPassword(this.host.tenancy, link, password, from);
      if (before) this.viewers.forget(before);
      return opened;
    });
  }

  /** What a link of a mail about another e-mail is about, and its confirmation. */
  emailLink(link: string, isConfirmed: boolean, locale: Locale): Promise<Answer<EmailLink>> {
    return answered(this.host.catalog, locale, () => (isConfirmed ? confirmEmail : emailLink)(this.host.tenancy, link));
  }

  /** Cookies of a session that was opened elsewhere: an invitation accepted, single sign-on. */
  cookiesOf(token: string, device: Device): string[] {
    return [this.cookie.set(token), ...(device.mark ? [this.cookie.setDevice(device.mark)] : [])];
  }

  /**
   * Where a request comes from, as a session remembers it and limits count it, with the mark of the browser (a new one
   * where it has none yet).
   */
  deviceOf(request: Arrival): Device {
    const userAgent = request.headers['user-agent'];
    const address = this.proxies.addressOf(request);
    return {
      ...(userAgent ? { userAgent } : {}),
      ...(address ? { address } : {}),
      mark: this.cookie.readDevice(request) ?? newToken(),
    };
  }

  /** The token a request carries. */
  tokenOf(request: Pick<IncomingMessage, 'headers'>): string | undefined {
    return this.cookie.read(request);
  }

  private entry(
    locale: Locale,
    device: Device,
    before: string | undefined,
    step: (device: Device) => Promise<Opened>,
  ): Promise<Entry> {
    return answered(this.host.catalog, locale, async () => {
      const { token, step: next, memberships, locale: chosen } = await step(device);
      if (before) await this.signOut(before);
      return {
        signedIn: next === 'DONE',
        step: next,
        memberships,
        locale: chosen,
        setCookie: this.cookiesOf(token, device),
      };
    });
  }
}

function known(token: string | undefined, reason = 'unauthenticated'): string {
  if (!token) throw new Problem('UNAUTHENTICATED', reason);
  return token;
}
