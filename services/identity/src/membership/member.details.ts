import { foldText } from '@landfall/kit/search-token/fold-text';
import { isEmail } from 'class-validator';
import { tidyName, tidyText } from '../tidy-text.ts';
import { CUSTOMER_ROLES, HEADQUARTERS_ROLES, STAFF_ROLES } from './member.roles.ts';

/** What is said of somebody who is to join or to change, tidied. */
export interface PersonDetails {
  readonly name: string | null;
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly title: string | null;
  readonly phone: string | null;
  readonly department: string | null;
  readonly divisions: readonly string[];
  readonly productLines: readonly string[];
}

/** Something that isn't right with a person's details: where, and what. */
export interface DetailProblem {
  readonly field: string;
  readonly reason: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

const LONGEST = { name: 40, email: 120, title: 40, phone: 60, department: 40 } as const;
const MOST_DIVISIONS = 100;
/** The product lines somebody can be certified for. */
export const PRODUCT_LINES = ['KIS', 'K3'] as const;

/** Details as they are kept; what a person typed may have any of them missing. */
export function tidyDetails(
  typed: {
    readonly [key in keyof PersonDetails]?: PersonDetails[key] | null | undefined;
  },
): PersonDetails {
  const unique = (list: readonly string[] | null | undefined): string[] => [
    ...new Set((list ?? []).map((one) => one.trim()).filter(Boolean)),
  ];
  return {
    name: tidyName(typed.name),
    // Full-width letters and @ are what an input method makes of an address.
    email: tidyText(typed.email?.normalize('NFKC'))?.replaceAll(' ', '') ?? null,
    roles: unique(typed.roles),
    title: tidyText(typed.title),
    phone: tidyText(typed.phone),
    department: tidyText(typed.department),
    divisions: unique(typed.divisions),
    productLines: unique(typed.productLines),
  };
}

const ROLES = { staff: STAFF_ROLES, customer: CUSTOMER_ROLES, headquarters: HEADQUARTERS_ROLES } as const;

/** Everything that is wrong with a person's details, so that all is told at once. `of`: the partner's own, a customer's, headquarters'. */
export function detailProblems(
  details: PersonDetails,
  of: 'staff' | 'customer' | 'headquarters',
  asks: 'all' | 'noEmail' = 'all',
): DetailProblem[] {
  const problems: DetailProblem[] = [];
  const say = (field: string, reason: string, params: DetailProblem['params'] = {}): void => {
    problems.push({ field, reason, params });
  };
  const known: readonly string[] = ROLES[of];
  if (!details.name) say('name', 'required');
  if (asks === 'all') {
    if (!details.email) say('email', 'required');
    else if (!isEmail(details.email)) say('email', 'person.email');
  }
  if (details.roles.length === 0) say('roles', 'person.roleMissing');
  const unknown = details.roles.filter((role) => !known.includes(role));
  if (unknown.length > 0) say('roles', 'person.role', { roles: unknown.join('、').slice(0, 80) });
  const lines = details.productLines.filter((line) => !(PRODUCT_LINES as readonly string[]).includes(line));
  if (lines.length > 0) say('productLines', 'person.product', { products: lines.join('、').slice(0, 80) });
  const places = details.divisions.filter((code) => !/^\d{2}(\d{2}(\d{2})?)?$/.test(code));
  if (places.length > 0 || details.divisions.length > MOST_DIVISIONS)
    say('divisions', 'person.region', { regions: places.join('、').slice(0, 80) });
  for (const [field, max] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if ((details[field]?.length ?? 0) > max) say(field, 'tooLong', { max });
  return problems;
}

/** A word as it is compared: half width, lower case, simplified, without spaces and marks. */
export function wordKey(word: string): string {
  return foldText(word).replaceAll(/[\s_\-/.]+/g, '');
}
