import { acceptInvitation, askForNewInvitation } from '@landfall/identity/invitation/accept-invitation';
import { type InvitationPage, lookAtInvitation } from '@landfall/identity/invitation/look-at-invitation';
import { Attempts } from '@landfall/identity/sign-in/attempts';
import type { Door } from '@landfall/identity/sign-in/sign-in';
import { type Locale, localeOf } from '@landfall/kit/problem/problem-catalog';
import type { RunningHost } from '../server/host.ts';
import type { Arrival } from '../server/proxies.ts';
import type { Doorkeeper } from '../session/doorkeeper.ts';
import { type Answer, answered } from '../session/entry.ts';

/** What accepting came to: a member, and signed in unless a step is left. */
export interface AcceptedEntry {
  readonly signedIn: boolean;
  /** `ELSEWHERE`: the organisation is entered another way than by this password. */
  readonly step: 'DONE' | 'TOTP' | 'MEMBERSHIP' | 'ELSEWHERE';
  /** Whose sign-on it is then. */
  readonly companyCode: string | null;
  readonly setCookie: readonly string[];
}

/** What pages find on `req.landfall.invitation`. */
export interface InvitationBridge {
  look(token: string): Promise<InvitationPage>;
  accept(token: string, password: string, meta: { readonly locale: string }): Promise<Answer<AcceptedEntry>>;
  askAgain(token: string, meta: { readonly locale: string }): Promise<Answer<object>>;
}

/** The way in by an invitation's link. Problems come back as values, in the reader's language. */
export class InvitationDoor {
  private readonly door: Door;

  constructor(
    private readonly host: Pick<RunningHost, 'tenancy' | 'catalog'>,
    private readonly doorkeeper: Doorkeeper,
  ) {
    this.door = { tenancy: host.tenancy, attempts: new Attempts(host.tenancy.reader('edge')) };
  }

  /** What a link is about. */
  look(request: Arrival, token: string): Promise<InvitationPage> {
    return lookAtInvitation(this.host.tenancy, token, this.doorkeeper.tokenOf(request));
  }

  /** Accepts; the session this browser had before ends. */
  accept(request: Arrival, token: string, password: string, locale: Locale): Promise<Answer<AcceptedEntry>> {
    return answered(this.host.catalog, locale, async () => {
      const device = this.doorkeeper.deviceOf(request);
      const sessionToken = this.doorkeeper.tokenOf(request);
      const { opened, companyCode } = await acceptInvitation(this.door, { token, password, sessionToken, device });
      if (!opened) return { signedIn: false, step: 'ELSEWHERE', companyCode, setCookie: [] };
      if (sessionToken) await this.doorkeeper.signOut(sessionToken);
      return {
        signedIn: opened.step === 'DONE',
        step: opened.step,
        companyCode,
        setCookie: this.doorkeeper.cookiesOf(opened.token, device),
      };
    });
  }

  /** Asks for a new link: the same answer for every link. */
  askAgain(request: Arrival, token: string, locale: Locale): Promise<Answer<object>> {
    return answered(this.host.catalog, locale, async () => {
      await askForNewInvitation(this.door, token, this.doorkeeper.deviceOf(request));
      return {};
    });
  }

  /** The same, as one page's request asks it. */
  bridge(request: Arrival): InvitationBridge {
    return {
      look: (token) => this.look(request, token),
      accept: (token, password, { locale }) => this.accept(request, token, password, localeOf(locale)),
      askAgain: (token, { locale }) => this.askAgain(request, token, localeOf(locale)),
    };
  }
}
