import 'reflect-metadata';
import { allows } from '@landfall/kit/policy/policy';
import { type Surface, systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { describe, expect, test } from 'vitest';
import type { Ticket } from './ticket.entity.ts';
import { ticketMachine } from './ticket.machine.ts';
import { ticketPolicy } from './ticket.policy.ts';
import { TicketState } from './ticket.state.ts';
import { ticketActions } from './ticket-actions.ts';

const viewer = (surface: Surface, ...roles: string[]): Viewer => ({ ...systemViewer('t', 'test'), surface, roles });

const WAY: Record<string, string> = {
  'NEW take': 'OPEN',
  'OPEN dispatch': 'DISPATCHED',
  'OPEN resolve': 'RESOLVED',
  'OPEN wait': 'WAITING',
  'WAITING resume': 'OPEN',
  'DISPATCHED resolve': 'RESOLVED',
  'DISPATCHED return': 'OPEN',
  'RESOLVED confirm': 'CLOSED',
  'RESOLVED reopen': 'OPEN',
  'CLOSED reopen': 'OPEN',
  'CLOSED revise': 'RESOLVED',
};
const ACTIONS = ['take', 'wait', 'resume', 'dispatch', 'resolve', 'confirm', 'reopen', 'return', 'revise'];

describe.each(Object.values(TicketState))('a ticket that is %s', (state) => {
  test.each(ACTIONS)('%s leads where the table says, or nowhere', (action) => {
    const to = WAY[`${state} ${action}`];
    if (to) expect(ticketMachine.next(state, action)).toBe(to);
    else expect(() => ticketMachine.next(state, action)).toThrow('actionNotAllowed');
  });
});

const DESK = ['raise', 'take', 'wait', 'resume', 'resolve', 'confirm', 'reopen', 'note'];
const SENDS = [...DESK, 'dispatch'];
const SUPERVISES = [...SENDS, 'dispatchOutOfTerm'];
const KEEPS = [...SUPERVISES, 'handOver'];
const SPEAKS = ['raise', 'confirm', 'reopen', 'note'];
const MAY: [Surface, string, string[]][] = [
  ['desk', 'hotline_consultant', SENDS],
  ['desk', 'service_consultant', DESK],
  ['desk', 'area_supervisor', SUPERVISES],
  ['desk', 'department_manager', KEEPS],
  ['desk', 'partner_admin', KEEPS],
  ['desk', 'system', KEEPS],
  ...[
    'sales',
    'lecturer',
    'training_officer',
    'project_manager',
    'implementation_consultant',
    'service_operations',
    'monitoring_officer',
  ].map((role): [Surface, string, string[]] => ['desk', role, []]),
  ...['customer_admin', 'signatory', 'key_user', 'customer_project_manager', 'sponsor', 'system_administrator'].map(
    (role): [Surface, string, string[]] => ['portal', role, SPEAKS],
  ),
  ['portal', 'trainee', []],
  ['portal', 'area_supervisor', []],
  ['hq', 'hq_admin', []],
];

test.each(MAY)('%s %s may do what the table says', (surface, role, may) => {
  const every = Object.keys(ticketPolicy);
  expect(every.filter((action) => allows(ticketPolicy, viewer(surface, role), action, {} as Ticket)).sort()).toEqual(
    [...may].sort(),
  );
});

test.each([
  [TicketState.NEW, ['take', 'note'], ['note']],
  [TicketState.OPEN, ['dispatch', 'resolve', 'wait', 'note'], ['note']],
  [TicketState.WAITING, ['resume', 'note'], ['note']],
  [TicketState.DISPATCHED, ['note'], ['note']],
  [TicketState.RESOLVED, ['confirm', 'reopen', 'note'], ['confirm', 'reopen', 'note']],
  [TicketState.CLOSED, ['reopen', 'note'], ['reopen', 'note']],
])('%s offers what would work', (state, atDesk, inPortal) => {
  expect(ticketActions(viewer('desk', 'hotline_consultant'), { state })).toEqual(atDesk);
  expect(ticketActions(viewer('portal', 'key_user'), { state })).toEqual(inPortal);
});
