import { m } from '#lib/paraglide/messages.js';

const actions: Record<string, () => string> = {
  'call.answer': m.words_did_call_answer,
  'call.match': m.words_did_call_match,
  'call.solve': m.words_did_call_solve,
  'call.raise': m.words_did_call_raise,
  'ticket.raise': m.words_did_ticket_raise,
  'ticket.take': m.words_did_ticket_take,
  'ticket.wait': m.words_did_ticket_wait,
  'ticket.resume': m.words_did_ticket_resume,
  'ticket.dispatch': m.words_did_ticket_dispatch,
  'ticket.resolve': m.words_did_ticket_resolve,
  'ticket.confirm': m.words_did_ticket_confirm,
  'ticket.close': m.words_did_ticket_confirm,
  'ticket.reopen': m.words_did_ticket_reopen,
  'ticket.note': m.words_did_ticket_note,
  'order.receive': m.words_did_order_receive,
  'order.assign': m.words_did_order_assign,
  'order.reassign': m.words_did_order_reassign,
  'order.acceptPrice': m.words_did_order_accept_price,
  'order.contact': m.words_did_order_contact,
  'order.contactAttempt': m.words_did_order_contact_attempt,
  'order.notice': m.words_did_order_notice,
  'order.schedule': m.words_did_order_schedule,
  'order.reschedule': m.words_did_order_reschedule,
  'order.depart': m.words_did_order_depart,
  'order.arrive': m.words_did_order_arrive,
  'order.record': m.words_did_order_record,
  'order.confirm': m.words_did_record_confirm,
  'order.dispute': m.words_did_record_dispute,
  'order.redispatch': m.words_did_order_redispatch,
  'order.cancel': m.words_did_order_cancel,
  'record.revise': m.words_did_record_revise,
  'record.confirm': m.words_did_record_confirm,
  'record.dispute': m.words_did_record_dispute,
  'promise.pause': m.words_did_promise_pause,
  'promise.resume': m.words_did_promise_resume,
  'promise.extend': m.words_did_promise_extend,
};

/** What was done, in words; an action this page doesn't know is shown as it is. */
export const activityWords = (action: string): string => actions[action]?.() ?? action;

const details: Record<string, () => string> = {
  consultant: m.words_detail_consultant,
  consultantName: m.words_detail_consultant,
  supervisor: m.words_detail_supervisor,
  appointmentAt: m.words_detail_appointment,
  previousAppointmentAt: m.words_detail_appointment_before,
  orderNumber: m.words_detail_order,
  order: m.words_detail_order,
  ticketNumber: m.words_detail_ticket,
  callNumber: m.words_detail_call,
  reason: m.words_detail_reason,
  rating: m.words_detail_rating,
  result: m.words_detail_result,
  via: m.words_detail_via,
  signatory: m.words_detail_signatory,
  revision: m.words_detail_revision,
  attempt: m.words_detail_attempt,
};

export const detailWords = (key: string): string => details[key]?.() ?? key;
