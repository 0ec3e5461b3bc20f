import { parseCallerNumber } from '@landfall/kit/phone-number/phone-number';
import { siteName, streetAddress, wayThere } from './addresses.ts';
import { type CompanyName, companyNames } from './companies.ts';
import type { DemoContact, DemoCustomer, DemoProduct, DemoSite } from './demo-customer.ts';
import type { Featured, PartnerProfile, Place } from './partner-profile.ts';
import { fixedNumber, mobileNumber, POSTS, personName } from './people.ts';
import { registeredProduct, type Term } from './products.ts';
import type { Random } from './random.ts';
import type { Member } from './staff.ts';

const DAY = 86_400_000;

/** What customers of a partner are made from. */
export interface CustomersInput {
  readonly profile: PartnerProfile;
  readonly random: Random;
  readonly count: number;
  readonly now: number;
  /** When the first of them was taken in. */
  readonly since: number;
  readonly divisionName: (code: string) => string;
  /** Accounts of people with several memberships, by e-mail. */
  readonly accounts: Map<string, string>;
}

/** A partner's customers, the featured ones first. */
export function demoCustomers(input: CustomersInput): DemoCustomer[] {
  const { profile, random, count } = input;
  const featured = profile.featured.map((one) => featuredCustomer(input, one, random.fork(one.key)));
  const makers = new Map(
    profile.places.map((place) => [place.prefix, companyNames(random.fork(`names ${place.prefix}`), prefixes(place))]),
  );
  const others = Array.from({ length: count - featured.length }, (_, i) => {
    const own = random.fork(`customer ${i}`);
    const place = own.weighted(profile.places, ({ weight }) => weight);
    const company = makers.get(place.prefix)?.();
    if (!company) throw new RangeError('a place has companies');
    return ordinaryCustomer(input, own, place, company, i);
  });
  return [...featured, ...others];
}

function prefixes({ prefix }: Place): string[] {
  return prefix.endsWith('市') ? [prefix, prefix, prefix.slice(0, -1)] : [prefix];
}

function ordinaryCustomer(
  input: CustomersInput,
  random: Random,
  place: Place,
  company: CompanyName,
  i: number,
): DemoCustomer {
  const { profile, now, since } = input;
  const isLarger = random.chance(company.trade.k3);
  // Most were taken in when the partner began here; the others came since.
  const createdAt = random.chance(0.55)
    ? since + random.between(1, 40) * DAY
    : random.between(since + 40 * DAY, now - 5 * DAY);
  const products = productsOf(random, isLarger, i, now);
  const contacts = contactsOf(random, place, createdAt);
  const hasPortal = random.chance(0.36);
  return {
    id: random.id(createdAt),
    key: null,
    name: company.name,
    shortName: company.shortName,
    createdAt,
    place,
    divisionName: input.divisionName(place.code),
    address: streetAddress(random, place),
    phone: numberOf(fixedNumber(random, place.areaCode, place.lines)).display,
    contacts,
    products,
    sites: random.chance(isLarger ? 0.3 : 0.1) ? [siteOf(input, random, createdAt)] : [],
    portal: hasPortal ? [portalMember(random, contacts, `${profile.key}.demo`, i, createdAt)] : [],
    need: Math.exp(random.normal(0, 0.6)) * (isLarger ? 1.5 : 1) * (products.length === 0 ? 0.15 : 1),
  };
}

function featuredCustomer(input: CustomersInput, featured: Featured, random: Random): DemoCustomer {
  const { profile, now, since, accounts } = input;
  const place = profile.places.find(({ code }) => code === featured.placeCode) as Place;
  const createdAt = since + random.between(2, 20) * DAY;
  const people = featured.people.map((person) => ({
    ...contactOf(random, place, createdAt, person.name, person.post),
    weight: 4,
  }));
  const portal = featured.people.map(({ email, name, roles }) => {
    const accountId = accounts.get(email) ?? random.id(createdAt);
    accounts.set(email, accountId);
    return { id: random.id(createdAt), accountId, email, name, roles, productLines: [], divisions: [] };
  });
  const second = featured.line === 'K3' ? 'KIS' : null;
  return {
    id: random.id(createdAt),
    key: featured.key,
    name: featured.name,
    shortName: featured.shortName,
    createdAt,
    place,
    divisionName: input.divisionName(place.code),
    address: featured.address,
    phone: numberOf(fixedNumber(random, place.areaCode, place.lines)).display,
    contacts: people,
    products: [
      registeredProduct(random, featured.line, 'SERVED', now, featured.product),
      ...(second ? [registeredProduct(random, second, 'ENDING', now, 'KIS-STD')] : []),
    ],
    sites: featured.key === 'rich' ? [siteOf(input, random, createdAt)] : [],
    portal,
    need: featured.key === 'rich' ? 9 : 4,
  };
}

function productsOf(random: Random, isLarger: boolean, i: number, now: number): DemoProduct[] {
  // Somebody without a product, and somebody whose service ended, are near the top of each partner's list of stories.
  if (i === 3 || random.chance(0.04)) return [];
  const term = (): Term => (random.chance(0.82) ? 'SERVED' : random.chance(0.4) ? 'ENDING' : 'ENDED');
  const first = registeredProduct(random, isLarger ? 'K3' : 'KIS', i === 5 ? 'ENDED_41_DAYS' : term(), now);
  const rest = Array.from({ length: random.chance(0.22) ? (random.chance(0.25) ? 2 : 1) : 0 }, () =>
    registeredProduct(random, random.chance(0.6) ? 'KIS' : 'K3', term(), now),
  );
  return [first, ...rest];
}

function contactsOf(random: Random, place: Place, createdAt: number): DemoContact[] {
  const taken = new Set<string>();
  return Array.from({ length: random.chance(0.35) ? 1 : random.chance(0.65) ? 2 : 3 }, () => {
    const { post, weight } = random.weighted(POSTS, (one) => one.weight);
    return { ...contactOf(random, place, createdAt, personName(random, taken), post), weight };
  });
}

function contactOf(
  random: Random,
  place: Place,
  createdAt: number,
  name: string,
  post: string,
): Omit<DemoContact, 'weight'> {
  const fixed = random.chance(0.5)
    ? `${fixedNumber(random, place.areaCode, place.lines)}${random.chance(0.4) ? ` 转 ${random.whole(101, 899)}` : ''}`
    : null;
  const phone = fixed && numberOf(fixed);
  const mobile = numberOf(mobileNumber(random));
  return {
    id: random.id(createdAt),
    name,
    post,
    phone: phone ? phone.display : null,
    phoneE164: phone ? phone.e164 : null,
    mobile: mobile.display,
    mobileE164: mobile.e164,
  };
}

/** A number as it is kept. @throws RangeError for one that can't be dialled: the demo has none */
export function numberOf(dialled: string): { display: string; e164: string } {
  const parsed = parseCallerNumber(dialled);
  if ('problem' in parsed) throw new RangeError(`${dialled}: ${parsed.problem}`);
  return parsed;
}

function siteOf(input: CustomersInput, random: Random, createdAt: number): DemoSite {
  const place = random.pick(input.profile.places);
  return {
    id: random.id(createdAt),
    name: siteName(random, place),
    place,
    divisionName: input.divisionName(place.code),
    address: streetAddress(random, place),
    howToGetThere: wayThere(random),
  };
}

function portalMember(
  random: Random,
  contacts: readonly DemoContact[],
  domain: string,
  i: number,
  createdAt: number,
): Member {
  const name = contacts[0]?.name ?? '';
  return {
    ...{
      id: random.id(createdAt),
      accountId: random.id(createdAt),
      email: `customer${String(i + 1).padStart(3, '0')}@${domain}`,
      name,
    },
    ...{ roles: ['customer_admin', 'signatory', 'key_user'], productLines: [], divisions: [] },
  };
}
