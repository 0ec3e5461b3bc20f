import 'reflect-metadata';
import { allows } from '@landfall/kit/policy/policy';
import { type Surface, systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { expect, test } from 'vitest';
import type { Invitation } from '../invitation/invitation.entity.ts';
import { invitationPolicy } from '../invitation/invitation.policy.ts';
import { memberPolicy } from './member.policy.ts';
import { STAFF_ROLES } from './member.roles.ts';
import type { Membership } from './membership.entity.ts';

const viewer = (surface: Surface, role: string, customers: string[] = []): Viewer => ({
  ...systemViewer('t', 'test'),
  surface,
  customers,
  roles: [role],
});
const staff = { customerId: null } as Membership;
const ofCustomer = { customerId: 'own' } as Membership;
const may = (who: Viewer, row: Membership): string[] =>
  Object.keys(memberPolicy).filter((action) => allows(memberPolicy, who, action, row));
const mayInvite = (who: Viewer, row: Membership): string[] =>
  Object.keys(invitationPolicy).filter((action) => allows(invitationPolicy, who, action, row as unknown as Invitation));

test('the partner’s administrator keeps everybody, and nobody else at the desk keeps anybody', () => {
  expect(may(viewer('desk', 'partner_admin'), staff)).toEqual(['change', 'end', 'keepAbsence']);
  expect(mayInvite(viewer('desk', 'partner_admin'), staff)).toEqual(['resend', 'withdraw']);
  for (const role of STAFF_ROLES.filter((one) => one !== 'partner_admin')) {
    expect(may(viewer('desk', role), staff)).toEqual([]);
    expect(mayInvite(viewer('desk', role), ofCustomer)).toEqual([]);
  }
});

test('a customer’s administrator keeps its own company’s people, never another’s, never the partner’s', () => {
  const admin = viewer('portal', 'customer_admin', ['own']);
  expect(may(admin, ofCustomer)).toEqual(['change', 'end']);
  expect(mayInvite(admin, ofCustomer)).toEqual(['resend', 'withdraw']);
  for (const row of [staff, { customerId: 'other' } as Membership]) {
    expect(may(admin, row)).toEqual([]);
    expect(mayInvite(admin, row)).toEqual([]);
  }
  expect(may(viewer('portal', 'key_user', ['own']), ofCustomer)).toEqual([]);
});
