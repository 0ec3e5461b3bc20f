import { registerEnumType } from 'type-graphql';

/** What somebody is told in the inbox; the web has the words. */
export enum InboxKind {
  ORDER_RECEIVED = 'ORDER_RECEIVED',
  ORDER_ASSIGNED = 'ORDER_ASSIGNED',
  ORDER_CANCELLED = 'ORDER_CANCELLED',
  VISIT_DISPUTED = 'VISIT_DISPUTED',
  PROMISE_NEAR = 'PROMISE_NEAR',
  PROMISE_BROKEN = 'PROMISE_BROKEN',
  TICKET_RAISED = 'TICKET_RAISED',
  TICKET_REPLIED = 'TICKET_REPLIED',
  TICKET_REOPENED = 'TICKET_REOPENED',
  POLICY_CHANGED = 'POLICY_CHANGED',
  FLOOR_CHANGED = 'FLOOR_CHANGED',
  INVITATION_ACCEPTED = 'INVITATION_ACCEPTED',
  SUPPORT_ACCESS_ASKED = 'SUPPORT_ACCESS_ASKED',
  SUPPORT_ACCESS_GRANTED = 'SUPPORT_ACCESS_GRANTED',
  SUPPORT_ACCESS_REFUSED = 'SUPPORT_ACCESS_REFUSED',
  SUPPORT_ACCESS_ENDED = 'SUPPORT_ACCESS_ENDED',
  ARCHIVE_READY = 'ARCHIVE_READY',
  VISIT_SCHEDULED = 'VISIT_SCHEDULED',
  VISIT_RESCHEDULED = 'VISIT_RESCHEDULED',
  VISIT_CANCELLED = 'VISIT_CANCELLED',
  CONSULTANT_DEPARTED = 'CONSULTANT_DEPARTED',
  NOT_REACHED = 'NOT_REACHED',
  RECORD_TO_CONFIRM = 'RECORD_TO_CONFIRM',
  TICKET_ANSWERED = 'TICKET_ANSWERED',
  TICKET_WAITING = 'TICKET_WAITING',
  TICKET_RESOLVED = 'TICKET_RESOLVED',
}
registerEnumType(InboxKind, { name: 'InboxKind', description: '通知的種類。' });

/** Where a kind is told, and whether it is also mailed unless somebody says otherwise. */
export interface KindRule {
  readonly surface: 'desk' | 'portal' | 'hq';
  /** Roles that may get it; none: everybody of the surface. What nobody of a role gets isn't offered to it either. */
  readonly roles?: readonly string[];
  readonly mailed: boolean;
}

const desk = (roles: readonly string[], mailed = false): KindRule => ({ surface: 'desk', roles, mailed });
const portal = (mailed: boolean): KindRule => ({ surface: 'portal', mailed });
const hq: KindRule = { surface: 'hq', mailed: true };

const ON_THE_ROAD = ['service_consultant', 'implementation_consultant'];
const SUPERVISORS = ['area_supervisor', 'department_manager'];
const AT_THE_PHONE = ['hotline_consultant'];
const ADMINS = ['partner_admin'];

/** Every kind that can be chosen about, in the order the page of choices shows them. */
export const INBOX_RULES: Readonly<Record<InboxKind, readonly KindRule[]>> = {
  ORDER_RECEIVED: [desk(SUPERVISORS)],
  ORDER_ASSIGNED: [desk(ON_THE_ROAD)],
  ORDER_CANCELLED: [desk(ON_THE_ROAD)],
  VISIT_DISPUTED: [desk([...SUPERVISORS, ...ON_THE_ROAD])],
  PROMISE_NEAR: [desk([...ON_THE_ROAD, ...SUPERVISORS])],
  PROMISE_BROKEN: [desk([...ON_THE_ROAD, ...SUPERVISORS])],
  TICKET_RAISED: [desk(AT_THE_PHONE)],
  TICKET_REPLIED: [desk([...AT_THE_PHONE, ...SUPERVISORS, ...ON_THE_ROAD])],
  TICKET_REOPENED: [desk([...AT_THE_PHONE, ...SUPERVISORS])],
  POLICY_CHANGED: [desk([...ADMINS, ...SUPERVISORS, ...AT_THE_PHONE])],
  FLOOR_CHANGED: [desk(ADMINS, true)],
  INVITATION_ACCEPTED: [desk(ADMINS), portal(false)],
  SUPPORT_ACCESS_ASKED: [desk(ADMINS, true)],
  SUPPORT_ACCESS_GRANTED: [hq],
  SUPPORT_ACCESS_REFUSED: [hq],
  SUPPORT_ACCESS_ENDED: [desk(ADMINS, true), { ...hq, mailed: false }],
  ARCHIVE_READY: [desk(ADMINS, true)],
  VISIT_SCHEDULED: [portal(true)],
  VISIT_RESCHEDULED: [portal(true)],
  VISIT_CANCELLED: [portal(true)],
  CONSULTANT_DEPARTED: [portal(false)],
  NOT_REACHED: [portal(true)],
  RECORD_TO_CONFIRM: [portal(true)],
  TICKET_ANSWERED: [portal(true)],
  TICKET_WAITING: [portal(true)],
  TICKET_RESOLVED: [portal(true)],
};

/** The rule of a kind where it is told; undefined where it never is. */
export function ruleOf(kind: InboxKind, surface: KindRule['surface']): KindRule | undefined {
  return INBOX_RULES[kind].find((rule) => rule.surface === surface);
}
