import 'reflect-metadata';
import { services } from '@landfall/gateway/host/services';
import { type Noun, nounOf } from '@landfall/kit/policy/noun';
import { allows } from '@landfall/kit/policy/policy';
import { type Surface, systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { expect, test } from 'vitest';
import { DESK_ROLES, HQ_ROLES, PORTAL_ROLES } from '../isolation/stage/roles.ts';

const ADMIN = ['partner_admin'];
const LEADERS = ['partner_admin', 'department_manager'];
const SUPERVISORS = ['partner_admin', 'department_manager', 'area_supervisor'];
const HOTLINE = [...SUPERVISORS, 'hotline_consultant', 'service_consultant'];
const KEEPERS = [...SUPERVISORS, 'hotline_consultant', 'service_operations', 'sales'];
const CARDS = ['partner_admin', 'department_manager', 'service_operations', 'sales'];
const VOICES = PORTAL_ROLES.filter((role) => role !== 'trainee');
const BOTH = [...HOTLINE, ...VOICES];
const HQ_ADMIN = ['hq_admin'];

/** Who may do what to a thing of theirs, and (after `|`) to one that isn't: written by hand, beside the policies. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>> = {
  call: { answer: [HOTLINE], match: [HOTLINE], solve: [HOTLINE], raise: [HOTLINE], handOver: [LEADERS] },
  ticket: {
    raise: [BOTH],
    take: [HOTLINE],
    wait: [HOTLINE],
    resume: [HOTLINE],
    dispatch: [[...SUPERVISORS, 'hotline_consultant']],
    dispatchOutOfTerm: [SUPERVISORS],
    resolve: [HOTLINE],
    confirm: [BOTH],
    reopen: [BOTH],
    note: [BOTH],
    handOver: [LEADERS],
  },
  dispatchOrder: {
    assign: [SUPERVISORS],
    redispatch: [SUPERVISORS],
    cancel: [SUPERVISORS],
    supervise: [LEADERS],
    ...Object.fromEntries(
      ['acceptPrice', 'contact', 'schedule', 'reschedule', 'depart', 'arrive', 'record'].map((action) => [
        action,
        [[...SUPERVISORS, 'service_consultant'], SUPERVISORS],
      ]),
    ),
    confirm: [['service_consultant', ...VOICES], VOICES],
    dispute: [VOICES],
  },
  customer: {
    update: [KEEPERS],
    addContact: [KEEPERS],
    updateContact: [KEEPERS],
    addSite: [KEEPERS],
    registerProduct: [CARDS],
    eraseContact: [ADMIN],
  },
  member: {
    change: [[...ADMIN, 'customer_admin'], ADMIN],
    end: [[...ADMIN, 'customer_admin'], ADMIN],
    keepAbsence: [ADMIN],
  },
  headquartersMember: { change: [HQ_ADMIN], end: [HQ_ADMIN] },
  // Headquarters' login finds its own invitations only.
  invitation: {
    resend: [
      [...ADMIN, 'customer_admin', ...HQ_ADMIN],
      [...ADMIN, ...HQ_ADMIN],
    ],
    withdraw: [
      [...ADMIN, 'customer_admin', ...HQ_ADMIN],
      [...ADMIN, ...HQ_ADMIN],
    ],
  },
  dataRequest: { settle: [ADMIN] },
  absence: { change: [ADMIN], cancel: [ADMIN] },
  signOn: { saveSignOn: [ADMIN], enableSignOn: [ADMIN], disableSignOn: [ADMIN], renewCompanyCode: [ADMIN] },
  partner: {
    activate: [[]],
    ...Object.fromEntries(
      ['resendInvitation', 'updateContact', 'withdraw', 'suspend', 'reopen', 'leave', 'stay', 'finishLeaving'].map(
        (action) => [action, [HQ_ADMIN]],
      ),
    ),
  },
  supportRequest: { withdrawSupportAccess: [HQ_ROLES, HQ_ADMIN] },
  supportAccess: { endSupportAccess: [ADMIN] },
};

/** What the system may do for a partner beyond what no role may: it works because of events. */
const BY_SYSTEM_ALONE = ['partner.activate'];

const nouns = [
  ...new Set(
    services.flatMap(({ entities }) =>
      entities.flatMap((entity): Noun<object>[] => {
        try {
          return [nounOf(entity as never) as never];
        } catch {
          return [];
        }
      }),
    ),
  ),
];
const viewer = (surface: Surface, role: string): Viewer => ({
  ...systemViewer('t', 'test'),
  surface,
  roles: [role],
  membershipId: 'me',
  customers: surface === 'portal' ? ['ours'] : [],
});
const everyone = [
  ...DESK_ROLES.map((role) => viewer('desk', role)),
  ...PORTAL_ROLES.map((role) => viewer('portal', role)),
  ...HQ_ROLES.map((role) => viewer('hq', role)),
];
const mine = { consultantId: 'me', customerId: 'ours', askedById: 'me', membershipId: 'me' };
const another = { consultantId: 'you', customerId: 'theirs', askedById: 'you', membershipId: 'you' };
const lets = ({ policy }: Noun<object>, action: string, row: object): string[] =>
  everyone.filter((who) => allows(policy, who, action, row)).map(({ roles }) => roles[0] ?? '');

test('somebody has said of every action of every noun who may do it', () => {
  const said = Object.entries(EXPECTED).flatMap(([noun, actions]) =>
    Object.keys(actions).map((action) => `${noun}.${action}`),
  );
  const there = nouns.flatMap(({ name, policy }) => Object.keys(policy).map((action) => `${name}.${action}`));
  expect([...new Set(there)].sort()).toEqual(said.sort());
});

test.each(nouns.flatMap((noun) => Object.keys(noun.policy).map((action) => [noun.name, action, noun] as const)))(
  '%s: %s is for whom it was written',
  (name, action, noun) => {
    const [own = [], others = own] = EXPECTED[name]?.[action] ?? [];
    expect(lets(noun, action, mine).sort()).toEqual([...own].sort());
    expect(lets(noun, action, another).sort()).toEqual([...others].sort());
    // A role is of its surface: the same word elsewhere opens nothing.
    const elsewhere = everyone.map(
      (who) => ({ ...who, surface: who.surface === 'desk' ? 'portal' : 'desk' }) as Viewer,
    );
    expect(elsewhere.filter((who) => allows(noun.policy, who, action, mine))).toEqual([]);
  },
);

test('what only the system does, it does at the desk’s side alone', () => {
  for (const [name, action, noun] of nouns.flatMap((one) =>
    Object.keys(one.policy).map((a) => [one.name, a, one] as const),
  ))
    if (BY_SYSTEM_ALONE.includes(`${name}.${action}`))
      expect(allows(noun.policy, systemViewer('t', 'test'), action, mine)).toBe(true);
});
