import { chengdu } from './chengdu.profile.ts';
import type { DemoAccount } from './demo-account.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { shanghai } from './shanghai.profile.ts';
import { shenzhen } from './shenzhen.profile.ts';

/** The demo's partners. */
export const PROFILES: readonly PartnerProfile[] = [shanghai, shenzhen, chengdu];

/** The one password of every demo account. */
export const DEMO_PASSWORD = 'landfall-demo';

/** Headquarters' people. */
export const HEADQUARTERS = {
  name: '总部',
  people: [
    { email: 'hq@headquarters.demo', name: '欧阳静', roles: ['hq_quality'] },
    { email: 'admin@headquarters.demo', name: '贺志强', roles: ['hq_admin'] },
    { email: 'product@headquarters.demo', name: '黎晓东', roles: ['hq_product'] },
  ],
} as const;

/** Accounts in the order a newcomer needs them: the story's people first. */
const STORY = ['hotline', 'supervisor', 'consultant', 'consultant-k3'];

/** Every account worth knowing, the same whatever the database holds. */
export function demoAccounts(): DemoAccount[] {
  const account = (email: string, role: string, partner: string | null, customer: string | null): DemoAccount => ({
    email,
    password: DEMO_PASSWORD,
    role,
    partner,
    customer,
  });
  const ofPartner = (profile: PartnerProfile): DemoAccount[] => {
    const teams = [...profile.teams].sort((a, b) => placeOf(a.mail) - placeOf(b.mail));
    const staff = teams.map(({ mail, roles }) =>
      account(`${mail}@${profile.key}.demo`, roles[0] ?? '', profile.name, null),
    );
    const customers = profile.featured.flatMap(({ name, people }) =>
      people.filter(isOfOneCustomer).map(({ email, roles }) => account(email, roles[0] ?? '', profile.name, name)),
    );
    return [...staff.slice(0, STORY.length), ...customers, ...staff.slice(STORY.length)];
  };
  const [first = [], ...rest] = PROFILES.map(ofPartner);
  const hq = HEADQUARTERS.people.map(({ email, roles }) => account(email, roles[0], null, null));
  return [...first, ...hq, ...shared(account), ...rest.flat()];
}

function placeOf(mail: string): number {
  const place = STORY.indexOf(mail);
  return place < 0 ? STORY.length : place;
}

const everybody = PROFILES.flatMap((profile) =>
  profile.featured.flatMap((customer) => customer.people.map((person) => ({ profile, customer, person }))),
);

function isOfOneCustomer({ email }: { email: string }): boolean {
  return everybody.filter(({ person }) => person.email === email).length === 1;
}

/** People who are members at several organisations, each once. */
function shared(
  account: (email: string, role: string, partner: string, customer: string) => DemoAccount,
): DemoAccount[] {
  const places = Map.groupBy(
    everybody.filter(({ person }) => !isOfOneCustomer(person)),
    ({ person }) => person.email,
  );
  return [...places].map(([email, at]) =>
    account(
      email,
      at[0]?.person.roles[0] ?? '',
      at.map(({ profile }) => profile.name).join(' · '),
      at.map(({ customer }) => customer.name).join(' · '),
    ),
  );
}
