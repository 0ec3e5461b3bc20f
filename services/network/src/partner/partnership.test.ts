import 'reflect-metadata';
import { allows } from '@landfall/kit/policy/policy';
import { type Surface, systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { describe, expect, test } from 'vitest';
import type { Partnership } from './partnership.entity.ts';
import { partnershipMachine } from './partnership.machine.ts';
import { partnershipPolicy } from './partnership.policy.ts';
import { isTimeZone, placeOf } from './province-defaults.ts';

const WAY: Record<string, string> = {
  'INVITED resendInvitation': 'INVITED',
  'INVITED updateContact': 'INVITED',
  'INVITED activate': 'ACTIVE',
  'INVITED withdraw': 'LEFT',
  'ACTIVE updateContact': 'ACTIVE',
  'ACTIVE suspend': 'SUSPENDED',
  'ACTIVE leave': 'LEAVING',
  'SUSPENDED reopen': 'ACTIVE',
  'SUSPENDED updateContact': 'SUSPENDED',
  'SUSPENDED leave': 'LEAVING',
  'LEAVING finishLeaving': 'LEFT',
  'LEAVING stay': 'ACTIVE',
  'LEAVING updateContact': 'LEAVING',
  'LEAVING suspend': 'SUSPENDED',
};
const STATES = ['INVITED', 'ACTIVE', 'SUSPENDED', 'LEAVING', 'LEFT'] as const;
const ACTIONS = [
  ...['resendInvitation', 'updateContact', 'activate', 'withdraw', 'suspend', 'reopen', 'leave', 'stay'],
  'finishLeaving',
];

describe.each(STATES)('a partner that is %s', (state) => {
  test.each(ACTIONS)('%s leads where the table says, or nowhere', (action) => {
    const to = WAY[`${state} ${action}`];
    if (to) expect(partnershipMachine.next(state, action)).toBe(to);
    else expect(() => partnershipMachine.next(state, action)).toThrow('actionNotAllowed');
  });
});

const viewer = (surface: Surface, ...roles: string[]): Viewer => ({ ...systemViewer('t', 'test'), surface, roles });
const KEEPS = ACTIONS.filter((action) => action !== 'activate');

test.each<[string, Viewer, readonly string[]]>([
  ['headquarters’ administrator', viewer('hq', 'hq_admin'), KEEPS],
  ['headquarters’ quality', viewer('hq', 'hq_quality'), []],
  ['headquarters’ product', viewer('hq', 'hq_product'), []],
  ['a partner’s administrator, also one who is called so', viewer('desk', 'partner_admin', 'hq_admin'), []],
  ['a customer', viewer('portal', 'customer_admin'), []],
  ['the system working for the partner', viewer('desk', 'system'), ['activate']],
])('%s may do to a partner’s standing what the list says, and nothing else', (_, who, may) => {
  expect(ACTIONS.filter((action) => allows(partnershipPolicy, who, action, {} as Partnership)).sort()).toEqual(
    [...may].sort(),
  );
});

test('a province decides clock and holidays; a time zone nobody has is none', () => {
  expect(placeOf('310000')).toEqual({ timeZone: 'Asia/Shanghai', calendar: 'CN' });
  expect(placeOf('650000').timeZone).toBe('Asia/Shanghai');
  expect(placeOf('810000').calendar).toBe('HK');
  expect(placeOf('710000')).toEqual({ timeZone: 'Asia/Taipei', calendar: 'TW' });
  expect(['Asia/Taipei', 'Mars/Olympus', '+08:00', '', 'UTC'].filter(isTimeZone)).toEqual(['Asia/Taipei']);
});
