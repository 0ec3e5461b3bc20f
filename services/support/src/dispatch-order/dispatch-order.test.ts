import 'reflect-metadata';
import { allows } from '@landfall/kit/policy/policy';
import { type Surface, systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { describe, expect, test } from 'vitest';
import { ServiceItemCode, serviceItemsOf } from '../service-item/service-item.ts';
import { ConfirmedVia } from '../service-record/service-record.state.ts';
import { halfDays } from './contact-customer.ts';
import type { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderMachine } from './dispatch-order.machine.ts';
import { dispatchOrderPolicy } from './dispatch-order.policy.ts';
import { DispatchOrderState } from './dispatch-order.state.ts';
import { type ActionFacts, dispatchOrderActions } from './dispatch-order-actions.ts';

const ME = '0192a000-0000-7000-8000-000000000001';
const viewer = (surface: Surface, ...roles: string[]): Viewer => ({
  ...systemViewer('t', 'test'),
  surface,
  roles,
  membershipId: ME,
});
const order = (more: Partial<DispatchOrder> = {}) => more as DispatchOrder;

const TABLE: Record<DispatchOrderState, Record<string, string>> = {
  RECEIVED: { assign: 'ASSIGNED', cancel: 'CANCELLED', acceptPrice: 'RECEIVED' },
  ASSIGNED: { contact: 'CONTACTED', assign: 'ASSIGNED', cancel: 'CANCELLED', acceptPrice: 'ASSIGNED' },
  CONTACTED: { schedule: 'SCHEDULED', assign: 'CONTACTED', cancel: 'CANCELLED', acceptPrice: 'CONTACTED' },
  SCHEDULED: {
    depart: 'EN_ROUTE',
    reschedule: 'SCHEDULED',
    assign: 'SCHEDULED',
    cancel: 'CANCELLED',
    acceptPrice: 'SCHEDULED',
  },
  EN_ROUTE: { arrive: 'ON_SITE', cancel: 'CANCELLED' },
  ON_SITE: { record: 'RECORDED' },
  RECORDED: { confirm: 'CONFIRMED', dispute: 'DISPUTED', record: 'RECORDED' },
  CONFIRMED: { dispute: 'DISPUTED', record: 'RECORDED' },
  DISPUTED: { redispatch: 'DISPUTED', record: 'RECORDED' },
  CANCELLED: {},
};
const ACTIONS = [
  'assign',
  'acceptPrice',
  'contact',
  'schedule',
  'reschedule',
  'depart',
  'arrive',
  'record',
  'confirm',
  'dispute',
  'redispatch',
  'cancel',
];

describe.each(Object.values(DispatchOrderState))('a visit that is %s', (state) => {
  test.each(ACTIONS)('%s leads where the table says, or nowhere', (action) => {
    const to = TABLE[state][action];
    if (to) expect(dispatchOrderMachine.next(state, action)).toBe(to);
    else expect(() => dispatchOrderMachine.next(state, action)).toThrow('actionNotAllowed');
  });
});

const ON_THE_WAY = ['acceptPrice', 'contact', 'schedule', 'reschedule', 'depart', 'arrive', 'record'];
const SUPERVISES = [...ON_THE_WAY, 'assign', 'redispatch', 'cancel'];
const SPEAKS = ['confirm', 'dispute'];
const MAY: [string, Surface, string, Partial<DispatchOrder>, string[]][] = [
  ['their own', 'desk', 'service_consultant', { consultantId: ME }, [...ON_THE_WAY, 'confirm']],
  ['a colleague’s', 'desk', 'service_consultant', { consultantId: 'other' }, []],
  ['nobody’s', 'desk', 'service_consultant', {}, []],
  ['any', 'desk', 'area_supervisor', { consultantId: 'other' }, SUPERVISES],
  ['any', 'desk', 'department_manager', {}, [...SUPERVISES, 'supervise']],
  ['any', 'desk', 'partner_admin', {}, [...SUPERVISES, 'supervise']],
  ['any', 'desk', 'system', {}, [...SUPERVISES, 'supervise', 'confirm']],
  ...['hotline_consultant', 'sales', 'lecturer', 'monitoring_officer', 'service_operations'].map(
    (role): (typeof MAY)[number] => ['any', 'desk', role, { consultantId: ME }, []],
  ),
  ...['customer_admin', 'signatory', 'key_user', 'customer_project_manager', 'sponsor', 'system_administrator'].map(
    (role): (typeof MAY)[number] => ['the company’s', 'portal', role, {}, SPEAKS],
  ),
  ['the company’s', 'portal', 'trainee', {}, []],
  ['any', 'hq', 'hq_admin', {}, []],
];

test.each(MAY)('of %s visits, %s %s may do what the table says', (_, surface, role, facts, may) => {
  const every = Object.keys(dispatchOrderPolicy);
  expect(
    every.filter((action) => allows(dispatchOrderPolicy, viewer(surface, role), action, order(facts))).sort(),
  ).toEqual([...may].sort());
});

const facts = (more: Partial<ActionFacts>): ActionFacts => ({
  state: DispatchOrderState.SCHEDULED,
  consultantId: ME,
  serviceItems: [],
  ...more,
});
const CHARGED = serviceItemsOf([{ code: ServiceItemCode.CUSTOM_REPORT }]);

test.each<[string, Partial<ActionFacts>, Viewer, string[]]>([
  ['nothing chargeable: straight off', {}, viewer('desk', 'service_consultant'), ['depart', 'reschedule']],
  [
    'an open price is offered to be settled',
    { serviceItems: CHARGED },
    viewer('desk', 'service_consultant'),
    ['depart', 'acceptPrice', 'reschedule'],
  ],
  [
    'a dispute, while only recorded',
    { state: DispatchOrderState.RECORDED },
    viewer('portal', 'key_user'),
    ['confirm', 'dispute'],
  ],
  [
    'a dispute of the device',
    { state: DispatchOrderState.CONFIRMED, confirmedVia: ConfirmedVia.DEVICE },
    viewer('portal', 'key_user'),
    ['dispute'],
  ],
  [
    'none of the portal',
    { state: DispatchOrderState.CONFIRMED, confirmedVia: ConfirmedVia.PORTAL },
    viewer('portal', 'key_user'),
    [],
  ],
  ['sent again once', { state: DispatchOrderState.DISPUTED, nextOrderId: 'x' }, viewer('desk', 'area_supervisor'), []],
])('%s', (_, more, who, expected) => {
  expect(dispatchOrderActions(who, facts(more))).toEqual(expected);
});

test('half-days are the partner’s: parted at its noon, not at London’s', () => {
  const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
  const morning = at('2026-11-23T03:59:00Z');
  expect(halfDays([morning, at('2026-11-23T01:00:00Z')], 'Asia/Shanghai')).toBe(1);
  expect(halfDays([morning, at('2026-11-23T04:00:00Z'), at('2026-11-23T16:00:00Z')], 'Asia/Shanghai')).toBe(3);
});
