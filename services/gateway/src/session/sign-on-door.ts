import { type Company, companyOfMember, findCompany } from '@landfall/identity/single-sign-on/company';
import { enterCompany, noteProof, useOnce } from '@landfall/identity/single-sign-on/enter-company';
import { addressAt, discover, identityAt, newJourney, reasonOf } from '@landfall/identity/single-sign-on/provider';
import { SIGN_ON_SEAL } from '@landfall/identity/single-sign-on/sign-on.commands';
import { Problem } from '@landfall/kit/problem/problem';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { RunningHost } from '../server/host.ts';
import type { Arrival } from '../server/proxies.ts';
import type { SessionCookie } from './cookie.ts';
import type { Doorkeeper } from './doorkeeper.ts';
import { SignOnCookie } from './sign-on-cookie.ts';

/** Where a browser goes next, and what it keeps. */
export interface Way {
  readonly location: string;
  readonly setCookie: readonly string[];
}

export const CALLBACK = '/auth/sso/callback';
const PAGE = '/sign-in/company';

/** The way in through a company's own identity provider: out to it, and back. What goes wrong leads to a page that says it. */
export class SignOnDoor {
  private readonly cookie: SignOnCookie;

  constructor(
    private readonly host: RunningHost,
    private readonly door: Doorkeeper,
    session: SessionCookie,
    isSecure: boolean,
  ) {
    this.cookie = new SignOnCookie(host.seals, session, isSecure);
  }

  /** The company of a code; undefined for none. */
  company(code: string): Promise<Company | undefined> {
    return findCompany(this.host.tenancy, code);
  }

  /** Out to the company's provider. `again` asks it for a fresh proof. */
  async out(request: Arrival, code: string, next: string, options: { origin: string; again: boolean }): Promise<Way> {
    try {
      const company = await this.company(code);
      if (!company) throw new Problem('NOT_FOUND', 'signOn.noCompany');
      const journey = { ...newJourney(), code: company.code, next, again: options.again };
      const config = await discover(this.providerOf(company), this.host.outside);
      const address = await addressAt(config, journey, {
        redirectUri: options.origin + CALLBACK,
        scopes: company.scopes,
        again: options.again,
        locale: localeOf(request.headers['accept-language']),
      });
      return { location: address.href, setCookie: [this.cookie.keep(journey)] };
    } catch (error) {
      return this.refusal(error, code, next);
    }
  }

  /** Out to the provider of whoever is in by it. */
  async outAgain(request: Arrival, next: string, origin: string): Promise<Way> {
    const viewer = await this.door.viewerOf(request);
    const company =
      viewer?.way === 'SSO' ? await companyOfMember(this.host.tenancy, viewer.accountId, viewer.tenant) : undefined;
    if (!company) return this.refusal(new Problem('FORBIDDEN', 'signOn.noCompany'), undefined, next);
    return this.out(request, company.code, next, { origin, again: true });
  }

  /** Back from the provider: the answer is checked, the person found or made, the browser's session exchanged. */
  async back(request: Arrival, callback: URL): Promise<Way> {
    const state = callback.searchParams.get('state') ?? '';
    const journey = this.cookie.read(request, state);
    if (!journey) return this.refusal(new Problem('FORBIDDEN', 'signOn.expired'), undefined, '/');
    const forget = this.cookie.forget(state);
    try {
      await useOnce(this.host.tenancy, state);
      const company = await this.company(journey.code);
      if (!company) throw new Problem('NOT_FOUND', 'signOn.noCompany');
      const config = await discover(this.providerOf(company), this.host.outside);
      const identity = await identityAt(config, callback, journey, { ...company, again: journey.again });
      const device = this.door.deviceOf(request);
      const locale = localeOf(request.headers['accept-language']);
      const opened = await enterCompany(this.host.tenancy, company, identity, { device, locale });
      await noteProof(this.host.tenancy, opened.token, identity.provenAt);
      await this.door.signOut(this.door.tokenOf(request));
      return { location: journey.next, setCookie: [...this.door.cookiesOf(opened.token, device), forget] };
    } catch (error) {
      const { location } = this.refusal(error, journey.code, journey.next);
      return { location, setCookie: [forget] };
    }
  }

  private providerOf({ issuer, clientId, clientSecret }: Company) {
    return { issuer, clientId, secret: clientSecret && this.host.seals.open(clientSecret, SIGN_ON_SEAL) };
  }

  /** To the page that says what went wrong, and how to try again. The database being away is the away page's matter. */
  private refusal(error: unknown, code: string | undefined, next: string): Way {
    if (error instanceof Problem && error.code === 'UNAVAILABLE') throw error;
    const reason = reasonOf(error);
    if (!(error instanceof Problem)) {
      const { name, code: said } = error as { name?: string; code?: string };
      this.host.log.warn({ kind: name, said, reason }, 'single sign-on refused');
    }
    const page = new URLSearchParams({ problem: reason, ...(next === '/' ? {} : { next }) });
    const path = code && reason !== 'signOn.noCompany' ? `${PAGE}/${encodeURIComponent(code)}` : PAGE;
    return { location: `${path}?${page}`, setCookie: [] };
  }
}
