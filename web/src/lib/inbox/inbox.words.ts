import type { InboxKind } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

interface Said {
  number: string;
  /** A time that was agreed or is due, spoken. */
  time: string;
  /** What was promised. */
  promise: string;
}

/** What an item says. */
const news: Record<InboxKind, (said: Said) => string> = {
  ORDER_RECEIVED: m.inbox_order_received,
  ORDER_ASSIGNED: m.inbox_order_assigned,
  ORDER_CANCELLED: m.inbox_order_cancelled,
  VISIT_DISPUTED: m.inbox_visit_disputed,
  PROMISE_NEAR: (said) =>
    said.promise === 'ON_SITE' ? m.inbox_promise_near_on_site(said) : m.inbox_promise_near_contact(said),
  PROMISE_BROKEN: (said) =>
    said.promise === 'ON_SITE' ? m.inbox_promise_broken_on_site(said) : m.inbox_promise_broken_contact(said),
  TICKET_RAISED: m.inbox_ticket_raised,
  TICKET_REPLIED: m.inbox_ticket_replied,
  TICKET_REOPENED: m.inbox_ticket_reopened,
  POLICY_CHANGED: () => m.inbox_policy_changed(),
  FLOOR_CHANGED: () => m.inbox_floor_changed(),
  INVITATION_ACCEPTED: () => m.inbox_invitation_accepted(),
  SUPPORT_ACCESS_ASKED: () => m.inbox_support_access_asked(),
  SUPPORT_ACCESS_GRANTED: () => m.inbox_support_access_granted(),
  SUPPORT_ACCESS_REFUSED: () => m.inbox_support_access_refused(),
  SUPPORT_ACCESS_ENDED: () => m.inbox_support_access_ended(),
  ARCHIVE_READY: () => m.inbox_archive_ready(),
  VISIT_SCHEDULED: m.inbox_visit_scheduled,
  VISIT_RESCHEDULED: m.inbox_visit_rescheduled,
  VISIT_CANCELLED: m.inbox_visit_cancelled,
  CONSULTANT_DEPARTED: m.inbox_consultant_departed,
  NOT_REACHED: m.inbox_not_reached,
  RECORD_TO_CONFIRM: m.inbox_record_to_confirm,
  TICKET_ANSWERED: m.inbox_ticket_answered,
  TICKET_WAITING: m.inbox_ticket_waiting,
  TICKET_RESOLVED: m.inbox_ticket_resolved,
};

interface Item {
  kind: InboxKind;
  number: string | null;
  detail: ReadonlyArray<{ key: string; value: string }>;
}

/** An item in words; `speak` says a time as people do. */
export const newsWords = ({ kind, number, detail }: Item, speak: (at: number) => string): string => {
  const of = (name: string) => detail.find(({ key }) => key === name)?.value;
  const at = of('appointmentAt') ?? of('dueAt');
  const said = { number: number ?? '', time: at ? speak(Date.parse(at)) : '', promise: of('promise') ?? '' };
  return news[kind]?.(said) ?? said.number;
};

/** What a list can be narrowed to. */
export const aboutKinds = {
  visits: [
    'ORDER_RECEIVED',
    'ORDER_ASSIGNED',
    'ORDER_CANCELLED',
    'VISIT_DISPUTED',
    'VISIT_SCHEDULED',
    'VISIT_RESCHEDULED',
    'VISIT_CANCELLED',
    'CONSULTANT_DEPARTED',
    'NOT_REACHED',
    'RECORD_TO_CONFIRM',
  ],
  tickets: [
    'TICKET_RAISED',
    'TICKET_REPLIED',
    'TICKET_REOPENED',
    'TICKET_ANSWERED',
    'TICKET_WAITING',
    'TICKET_RESOLVED',
  ],
  promises: ['PROMISE_NEAR', 'PROMISE_BROKEN'],
  house: [
    'POLICY_CHANGED',
    'FLOOR_CHANGED',
    'INVITATION_ACCEPTED',
    'SUPPORT_ACCESS_ASKED',
    'SUPPORT_ACCESS_GRANTED',
    'SUPPORT_ACCESS_REFUSED',
    'SUPPORT_ACCESS_ENDED',
    'ARCHIVE_READY',
  ],
} satisfies Record<string, InboxKind[]>;
