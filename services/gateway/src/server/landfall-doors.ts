import type { IncomingMessage } from 'node:http';
import { localeOf, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Doorkeeper } from '../session/doorkeeper.ts';
import type { SignOnDoor } from '../session/sign-on-door.ts';
import type { RunningHost } from './host.ts';
import { enterPartner, leaveToHeadquarters, type Visit } from './support-routes.ts';

interface Meta {
  readonly locale: string;
}

/** A company's sign-in page: whose it is, and what went wrong on the way back. */
export interface CompanyPage {
  readonly company: { readonly code: string; readonly name: string } | null;
  /** In the reader's language; empty where nothing is wrong. */
  readonly problem: string;
}

/** The other doors pages find on `req.landfall`: a company's own sign-on, and headquarters' way into a partner. */
export interface LandfallDoors {
  readonly signOn: { company(code: string, problem: string, meta: Meta): Promise<CompanyPage> };
  readonly support: { enter(id: string, meta: Meta): Promise<Visit>; leave(meta: Meta): Promise<Visit> };
}

/** Only reasons of ours are put into words; anything else in an address is nobody's. */
const REASON = /^signOn\.\w+$/;

/** What a company's page shows. */
export async function companyPage(
  host: RunningHost,
  signOn: SignOnDoor,
  code: string,
  problem: string,
  locale: string,
): Promise<CompanyPage> {
  const company = code ? await signOn.company(code) : undefined;
  const reason = code && !company ? 'signOn.noCompany' : problem;
  const isKnown = REASON.test(reason) && reason in host.catalog;
  return {
    company: company ? { code: company.code, name: company.name } : null,
    problem: isKnown ? problemText(host.catalog, reason, localeOf(locale), {}) : '',
  };
}

/** The doors of one page request. */
export function doorsOf(
  request: IncomingMessage,
  host: RunningHost,
  door: Doorkeeper,
  signOn: SignOnDoor,
): LandfallDoors {
  return {
    signOn: { company: (code, problem, { locale }) => companyPage(host, signOn, code, problem, locale) },
    support: {
      enter: (id, { locale }) => enterPartner(host, door, request, id, locale),
      leave: ({ locale }) => leaveToHeadquarters(host, door, request, locale),
    },
  };
}
