import type { Severity } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PromiseVoice } from '#lib/promise/promise.words.ts';

/** Promises as the customer hears them: we call you, we come to you. */
export const customersPromise: PromiseVoice = {
  kinds: { CONTACT: m.portal_promise_call, ON_SITE: m.portal_promise_come },
  paused: (what) => m.portal_promise_paused({ what }),
  lines: { STARTED: m.portal_promise_started, PAUSED: m.portal_promise_waiting },
};

/** The story in plain words. What isn't here is no news for a customer and is left out. */
export const customersStory = {
  actions: {
    'ticket.raise': m.portal_did_raise,
    'ticket.take': m.portal_did_take,
    'ticket.wait': m.portal_did_wait,
    'ticket.resume': m.portal_did_resume,
    'ticket.dispatch': m.portal_did_dispatch,
    'ticket.resolve': m.portal_did_resolve,
    'ticket.confirm': m.portal_did_close,
    'ticket.close': m.portal_did_close,
    'ticket.reopen': m.portal_did_reopen,
    'ticket.note': m.portal_did_note,
    'order.assign': m.portal_did_assign,
    'order.contact': m.portal_did_contact,
    'order.contactAttempt': m.portal_did_attempt,
    'order.schedule': m.portal_did_schedule,
    'order.reschedule': m.portal_did_reschedule,
    'order.depart': m.portal_did_depart,
    'order.arrive': m.portal_did_arrive,
    'order.record': m.portal_did_record,
    'order.redispatch': m.portal_did_redispatch,
    'order.cancel': m.portal_did_cancel,
    'record.revise': m.portal_did_revise,
    'record.confirm': m.portal_did_confirm,
    'order.confirm': m.portal_did_confirm,
    'record.dispute': m.portal_did_dispute,
    'order.dispute': m.portal_did_dispute,
    'promise.pause': m.portal_did_pause,
    'promise.resume': m.portal_did_unpause,
    'promise.extend': m.portal_did_extend,
  } as Partial<Record<string, () => string>>,
  details: {
    consultant: m.portal_detail_consultant,
    consultantName: m.portal_detail_consultant,
    appointmentAt: m.portal_detail_appointment,
    previousAppointmentAt: m.portal_detail_before,
    reason: m.portal_detail_reason,
    rating: m.portal_detail_rating,
    signatory: m.portal_detail_signatory,
    revision: m.portal_detail_revision,
  } as Partial<Record<string, () => string>>,
};

/** Severity as what it does to somebody's work, the mildest first. */
export const severityInWords: Record<Severity, () => string> = {
  LOW: m.portal_severity_low,
  NORMAL: m.portal_severity_normal,
  HIGH: m.portal_severity_high,
  URGENT: m.portal_severity_urgent,
};
