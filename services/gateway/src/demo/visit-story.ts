import { dispatchOrderMachine } from '@landfall/support/dispatch-order/dispatch-order.machine';
import { isPriceSettled } from '@landfall/support/dispatch-order/dispatch-order-actions';
import { serviceItemsOf } from '@landfall/support/service-item/service-item';
import { inMonth } from './accounting-month.ts';
import type { OrderDraft, RecordDraft } from './drafts.ts';
import { AGREED, DISPUTE_REASONS, NOT_REACHED, opinionOn } from './opinions.ts';
import { priceOf, redispatch } from './order-story.ts';
import { end, keep, own, pause, resume } from './promise-story.ts';
import { signature } from './signature.ts';
import type { Story } from './story.ts';
import type { Trouble } from './trouble.ts';
import { isNoticed, type VisitPlan } from './visit-plan.ts';

const MINUTE = 60_000;

/** Tells a visit as it was planned, up to the demo's moment. @returns the order that makes a disputed one good, where there is one */
export function tellVisit(story: Story, order: OrderDraft, plan: VisitPlan, trouble: Trouble): OrderDraft | null {
  if (!tellOnTheWay(story, order, plan)) return null;
  const { consultant } = plan;
  if (!story.reached(plan.recordAt)) return null;
  const record = recordOf(story, order, plan, trouble);
  move(order, 'record');
  order.record = record;
  order.leftAt = record.leftAt;
  story.move('resolve');
  story.ticket.solution = record.steps;
  story.tellOrder(order, plan.recordAt, consultant, {
    action: 'order.record',
    detail: () => ({ revision: 1, result: record.result }),
  });
  if (plan.confirm && story.reached(plan.confirm.at)) tellConfirmed(story, order, record, plan, plan.confirm);
  return story.reached(plan.disputeAt) ? tellDisputed(story, order, record, plan, plan.disputeAt) : null;
}

function move(order: OrderDraft, action: string): void {
  order.state = dispatchOrderMachine.next(order.state, action);
  order.version += 1;
}

/** From the assignment to the door. @returns whether the consultant is there */
function tellOnTheWay(story: Story, order: OrderDraft, plan: VisitPlan): boolean {
  const { world, random } = story;
  const { consultant, assignAt, contactAt, scheduleAt, appointmentAt, departAt, arriveAt, cancel } = plan;
  const cancelled = (next: number | undefined): boolean => {
    if (!cancel || (next !== undefined && next < cancel.at) || !story.reached(cancel.at)) return false;
    const wasDispatched = story.ticket.state === 'DISPATCHED';
    move(order, 'cancel');
    order.waitingForCustomer = false;
    end(order, cancel.at);
    if (wasDispatched) story.move('return');
    story.tellOrder(order, cancel.at, supervisorOf(story, order), { action: 'order.cancel', note: cancel.reason });
    return true;
  };
  if (cancelled(assignAt) || !story.reached(assignAt)) return false;
  const supervisor = world.someone('area_supervisor', random);
  move(order, 'assign');
  order.consultantId = consultant.id;
  order.supervisorId = supervisor.id;
  own(order, consultant.id);
  story.tellOrder(order, assignAt, supervisor, {
    action: 'order.assign',
    detail: () => ({ consultant: consultant.name }),
  });
  for (const [i, at] of (plan.attempts ?? []).entries()) if (story.reached(at)) tellAttempt(story, order, plan, i, at);
  if (cancelled(contactAt) || !story.reached(contactAt)) return false;
  tellContact(story, order, plan, contactAt);
  if (cancelled(scheduleAt) || !story.reached(scheduleAt) || appointmentAt === undefined) return false;
  move(order, 'schedule');
  order.appointmentAt = appointmentAt;
  story.tellOrder(order, scheduleAt, consultant, {
    action: 'order.schedule',
    detail: () => ({ appointmentAt: instant(appointmentAt) }),
  });
  if (plan.move && story.reached(plan.move.at)) {
    const { at, reason, appointmentAt: next } = plan.move;
    move(order, 'reschedule');
    order.appointmentAt = next;
    const detail = () => ({ appointmentAt: instant(next), previousAt: instant(appointmentAt) });
    story.tellOrder(order, at, consultant, { action: 'order.reschedule', note: reason, detail });
  }
  if (cancelled(departAt) || !story.reached(departAt)) return false;
  move(order, 'depart');
  order.departedAt = departAt;
  story.tellOrder(order, departAt, consultant, { action: 'order.depart' });
  if (cancelled(arriveAt) || !story.reached(arriveAt)) return false;
  move(order, 'arrive');
  order.arrivedAt = arriveAt;
  keep(order.promises.onSite, arriveAt);
  story.tellOrder(order, arriveAt, consultant, { action: 'order.arrive' });
  return true;
}

function tellAttempt(
  story: Story,
  order: OrderDraft,
  { attempts = [], consultant }: VisitPlan,
  i: number,
  at: number,
): void {
  order.contactAttempts = i + 1;
  order.version += 1;
  story.tellOrder(order, at, consultant, {
    action: 'order.contactAttempt',
    staffNote: story.random.pick(NOT_REACHED),
    detail: () => ({ attempt: i + 1 }),
  });
  if (order.waitingForCustomer || !isNoticed(attempts.slice(0, i + 1))) return;
  order.waitingForCustomer = true;
  pause(order, at, story.world.policyAt(order.receivedAt));
  story.tellOrder(order, at, consultant, { action: 'order.notice', detail: () => ({ attempts: i + 1 }) });
}

function tellContact(story: Story, order: OrderDraft, { consultant }: VisitPlan, at: number): void {
  const { random, world, ticket } = story;
  move(order, 'contact');
  if (order.waitingForCustomer) {
    resume(order, at, world.policyAt(order.receivedAt));
    order.waitingForCustomer = false;
  }
  keep(order.promises.contact, at);
  story.tellOrder(order, at, consultant, {
    action: 'order.contact',
    staffNote: random.chance(0.7) ? random.pick(AGREED) : null,
  });
  if (isPriceSettled(order)) return;
  const settledAt = at + Math.round(random.between(0.3, 0.9) * MINUTE);
  if (!story.reached(settledAt)) return;
  order.serviceItems = serviceItemsOf(
    order.serviceItems.map(({ code }) => ({ code, price: priceOf(code, random.whole(0, 8)) })),
  );
  order.priceAcceptedBy = ticket.contactName;
  order.priceAcceptedAt = settledAt;
  order.version += 1;
  const fen = order.serviceItems.reduce((sum, { price }) => sum + (price ?? 0), 0);
  story.tellOrder(order, settledAt, consultant, {
    action: 'order.acceptPrice',
    detail: () => ({ by: order.priceAcceptedBy, fen }),
  });
}

function recordOf(story: Story, order: OrderDraft, plan: VisitPlan, trouble: Trouble): RecordDraft {
  const { random } = story;
  const result = plan.result ?? 'SOLVED';
  const [arrivedAt, recordAt] = [order.arrivedAt ?? 0, plan.recordAt ?? 0];
  return {
    ...{
      id: random.id(recordAt),
      diagnosis: inMonth(trouble.diagnosis, order.receivedAt),
      steps: stepsOf(inMonth(trouble.steps, order.receivedAt), result),
    },
    ...{ arrivedAt, leftAt: Math.min(plan.leaveAt ?? recordAt, recordAt), result },
    headquartersIssue:
      result !== 'SOLVED' && random.chance(0.5)
        ? `${order.ticket.product?.line ?? 'KIS'}-${new Date(recordAt).getUTCFullYear()}-${random.whole(1000, 9999)}`
        : null,
    ...{
      followUpNumber: null,
      recordedById: plan.consultant.id,
      receivedAt: recordAt,
      consultantSignature: signature(random),
    },
    ...{
      rating: null,
      opinion: null,
      signatoryName: null,
      customerSignature: null,
      confirmedAt: null,
      confirmedVia: null,
      confirmedById: null,
    },
    ...{ disputedAt: null, disputeReason: null },
  };
}

function tellConfirmed(
  story: Story,
  order: OrderDraft,
  record: RecordDraft,
  plan: VisitPlan,
  confirm: NonNullable<VisitPlan['confirm']>,
): void {
  const { at, via, rating } = confirm;
  const { random, ticket } = story;
  const portal = ticket.customer.portal[0];
  const actor = via === 'PORTAL' && portal ? portal : plan.consultant;
  move(order, 'confirm');
  record.rating = rating;
  record.opinion = opinionOn(rating, random);
  record.signatoryName = via === 'PORTAL' && portal ? portal.name : ticket.contactName;
  record.customerSignature = via === 'DEVICE' ? signature(random) : null;
  record.confirmedAt = at;
  record.confirmedVia = via;
  record.confirmedById = actor.id;
  const detail = () => ({ via, rating, signatory: record.signatoryName, revision: 1 });
  story.tellOrder(order, at, actor, { action: 'record.confirm', note: record.opinion, detail });
  if (record.result === 'NOT_SOLVED') {
    story.move('reopen');
    story.tell(at, actor, { action: 'ticket.reopen', detail: () => ({ result: record.result }) });
    return;
  }
  story.move('confirm');
  ticket.closedAt = at;
  story.tell(at, actor, { action: 'ticket.confirm', detail: () => ({ by: 'record' }) });
}

function tellDisputed(
  story: Story,
  order: OrderDraft,
  record: RecordDraft,
  plan: VisitPlan,
  at: number,
): OrderDraft | null {
  const portal = story.ticket.customer.portal[0];
  if (!portal || story.ticket.state === 'OPEN') return null;
  move(order, 'dispute');
  record.disputedAt = at;
  record.disputeReason = story.random.pick(DISPUTE_REASONS);
  story.move('reopen');
  story.ticket.closedAt = null;
  story.tellOrder(order, at, portal, { action: 'record.dispute', note: record.disputeReason });
  return story.reached(plan.redispatchAt) ? redispatch(story, order, plan.redispatchAt) : null;
}

function supervisorOf({ world, random }: Story, { supervisorId }: OrderDraft): { id: string; name: string } {
  return world.staff.find(({ id }) => id === supervisorId) ?? world.someone('area_supervisor', random);
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function stepsOf(steps: string, result: string): string {
  if (result === 'SOLVED') return steps;
  return `${steps} ${result === 'PARTLY' ? '其中一项需等补丁发布后再处理，已告知客户。' : '问题仍会偶发，已取回日志，需进一步分析。'}`;
}
