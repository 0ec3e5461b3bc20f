import { localeOf, problemText } from '@landfall/kit/problem/problem-catalog';
import type { SignOnDoor } from '../session/sign-on-door.ts';
import type { RunningHost } from './host.ts';

interface Meta {
  readonly locale: string;
}

/** A company's sign-in page: whose it is, and what went wrong on the way back. */
export interface CompanyPage {
  readonly company: { readonly code: string; readonly name: string } | null;
  /** In the reader's language; empty where nothing is wrong. */
  readonly problem: string;
}

/** The other door pages find on `req.landfall`: a company's own sign-on. */
export interface LandfallDoors {
  readonly signOn: { company(code: string, problem: string, meta: Meta): Promise<CompanyPage> };
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
export function doorsOf(host: RunningHost, signOn: SignOnDoor): LandfallDoors {
  return {
    signOn: { company: (code, problem, { locale }) => companyPage(host, signOn, code, problem, locale) },
  };
}
