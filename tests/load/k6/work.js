import { ask, newKey, note, site, tenants, turn } from './ask.js';

const SYMPTOM = '月末结账时提示科目余额不平,无法继续';
const DAY_MS = 86_400_000;

/** Somebody at the desk: the list, a search, a ticket and a note on it; at times one raised, and one from the portal taken. */
export function agentDesk() {
  const { nth, lap, tenant, customer } = turn();
  // Every other ticket is one that a page is open on.
  const among = nth % 2 === 0 ? watchedOf(tenant) : tenant.tickets.length;
  const ticket = tenant.tickets[lap % among];
  ask(tenant.agent, 'TicketList');
  ask(tenant.agent, 'PaletteSearch', { text: customer.mobile });
  ask(tenant.agent, 'TicketPage', { id: ticket });
  note(tenant, ticket);
  ask(tenant.agent, 'InboxCount');
  if (nth % 4 === 1) raise(tenant, customer);
  if (nth % 4 !== 3) return;
  const asked = ask(tenant.customer, 'PortalAsk', { input: { symptom: SYMPTOM }, idempotencyKey: newKey('ask') });
  const id = asked.get('raiseTicket.id');
  if (id) ask(tenant.agent, 'TakeTicket', { id, idempotencyKey: newKey('take') });
}

/** Somebody who sends people out: what came in overnight goes onto the board, to the best candidate, with a time. */
export function dispatchMorning() {
  const { nth, tenant, customer } = turn();
  const ticket = raise(tenant, customer);
  if (!ticket) return;
  const sent = ask(tenant.agent, 'DispatchTicket', { input: { ticketId: ticket }, idempotencyKey: newKey('dispatch') });
  const id = sent.get('dispatchTicket.id');
  if (!id) return;
  const today = Date.now();
  const { supervisor, consultants } = tenant;
  ask(supervisor, 'DispatchBoard', { from: at(today - DAY_MS), until: at(today + DAY_MS) });
  ask(supervisor, 'OrderPanel', { id });
  const consultantId = consultants[nth % consultants.length];
  ask(supervisor, 'AssignDispatchOrder', { id, consultantId, idempotencyKey: newKey('assign') });
  ask(supervisor, 'ContactCustomer', { id, reached: true, idempotencyKey: newKey('contact') });
  const appointmentAt = at(today + DAY_MS + (nth % 32) * 900_000);
  ask(supervisor, 'ScheduleVisit', { id, appointmentAt, idempotencyKey: newKey('schedule') });
  ask(supervisor, 'DispatchDay', {
    from: at(today),
    until: at(today + 2 * DAY_MS),
    year: new Date(today).getFullYear(),
  });
}

/** Somebody at the hotline at the end of the month: who calls, the call, its ticket; every fourth is solved on the line. */
export function hotlineSurge() {
  const { nth, tenant, customer } = turn();
  ask(tenant.agent, 'CallerLookup', { number: customer.mobile });
  const answered = ask(tenant.agent, 'AnswerCall', {
    input: { callerNumber: customer.mobile, customerId: customer.id, contactId: customer.contact },
    idempotencyKey: newKey('call'),
  });
  const callId = answered.get('answerCall.id');
  if (!callId) return;
  if (nth % 4 === 0) {
    ask(tenant.agent, 'SolveCall', { id: callId, solution: '重新过账后正常', idempotencyKey: newKey('solve') });
    ask(tenant.agent, 'HotlinePage');
  } else raise(tenant, customer, { callId });
}

/** Somebody at headquarters: the figures of the network, of one partner, of one product line. */
export function headquarters() {
  const { nth, tenant } = turn();
  const month = (back) => at(Date.now() - back * 30 * DAY_MS).slice(0, 7);
  const range = { from: month(2), until: month(0), trendFrom: month(12), trendUntil: month(0) };
  const only = [{}, { partnerId: tenant.id }, { productLine: 'KIS' }][nth % 3];
  ask(site.headquarters, 'FiguresPage', { ...range, ...only });
}

/** Notes on tickets that pages are open on. */
export function notes() {
  const { lap, tenant } = turn();
  note(tenant, tenant.tickets[lap % watchedOf(tenant)]);
}

const watchedOf = (tenant) => Math.max(1, Math.min(tenant.tickets.length, site.watchedEach));

function raise(tenant, customer, more = {}) {
  const input = { customerId: customer.id, contactId: customer.contact, registeredProductId: customer.product };
  const raised = ask(tenant.agent, 'RaiseTicket', {
    input: { ...input, symptom: SYMPTOM, ...more },
    idempotencyKey: newKey('raise'),
  });
  return raised.get('raiseTicket.id');
}

const at = (ms) => new Date(ms).toISOString();

if (tenants.length === 0) throw new Error('nobody to ask as');
