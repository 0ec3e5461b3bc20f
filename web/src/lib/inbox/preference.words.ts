import type { InboxKind } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a kind of news is called where one chooses about it. */
export const kindWords: Record<InboxKind, () => string> = {
  ORDER_RECEIVED: m.inbox_kind_order_received,
  ORDER_ASSIGNED: m.inbox_kind_order_assigned,
  ORDER_CANCELLED: m.inbox_kind_order_cancelled,
  VISIT_DISPUTED: m.inbox_kind_visit_disputed,
  PROMISE_NEAR: m.inbox_kind_promise_near,
  PROMISE_BROKEN: m.inbox_kind_promise_broken,
  TICKET_RAISED: m.inbox_kind_ticket_raised,
  TICKET_REPLIED: m.inbox_kind_ticket_replied,
  TICKET_REOPENED: m.inbox_kind_ticket_reopened,
  POLICY_CHANGED: m.inbox_kind_policy_changed,
  FLOOR_CHANGED: m.inbox_kind_floor_changed,
  INVITATION_ACCEPTED: m.inbox_kind_invitation_accepted,
  SUPPORT_ACCESS_ASKED: m.inbox_kind_support_access_asked,
  SUPPORT_ACCESS_GRANTED: m.inbox_kind_support_access_granted,
  SUPPORT_ACCESS_REFUSED: m.inbox_kind_support_access_refused,
  SUPPORT_ACCESS_ENDED: m.inbox_kind_support_access_ended,
  ARCHIVE_READY: m.inbox_kind_archive_ready,
  VISIT_SCHEDULED: m.inbox_kind_visit_scheduled,
  VISIT_RESCHEDULED: m.inbox_kind_visit_rescheduled,
  VISIT_CANCELLED: m.inbox_kind_visit_cancelled,
  CONSULTANT_DEPARTED: m.inbox_kind_consultant_departed,
  NOT_REACHED: m.inbox_kind_not_reached,
  RECORD_TO_CONFIRM: m.inbox_kind_record_to_confirm,
  TICKET_ANSWERED: m.inbox_kind_ticket_answered,
  TICKET_WAITING: m.inbox_kind_ticket_waiting,
  TICKET_RESOLVED: m.inbox_kind_ticket_resolved,
};
