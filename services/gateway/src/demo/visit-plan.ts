import { halfDays } from '@landfall/support/dispatch-order/contact-customer';
import type { OrderDraft } from './drafts.ts';
import { CANCEL_REASONS, MOVE_REASONS, ratingAround } from './opinions.ts';
import { placeOf } from './order-story.ts';
import type { PartnerWorld } from './partner-world.ts';
import { dueOf } from './promise-story.ts';
import type { Random } from './random.ts';
import type { StaffMember } from './staff.ts';
import type { Trouble } from './trouble.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When each step of a visit happens; what is left out never does. Milliseconds since the epoch. */
export interface VisitPlan {
  readonly consultant: StaffMember;
  readonly assignAt?: number;
  readonly attempts?: readonly number[];
  readonly contactAt?: number | undefined;
  readonly scheduleAt?: number | undefined;
  readonly appointmentAt?: number | undefined;
  readonly move?: { readonly at: number; readonly appointmentAt: number; readonly reason: string } | undefined;
  readonly departAt?: number | undefined;
  readonly arriveAt?: number | undefined;
  readonly leaveAt?: number | undefined;
  readonly recordAt?: number | undefined;
  readonly result?: 'SOLVED' | 'PARTLY' | 'NOT_SOLVED';
  readonly confirm?: { readonly at: number; readonly via: 'DEVICE' | 'PORTAL'; readonly rating: number } | undefined;
  readonly disputeAt?: number | undefined;
  readonly redispatchAt?: number | undefined;
  readonly cancel?: { readonly at: number; readonly reason: string } | undefined;
}

/** How an order goes its way, as well as the partner works at that time; never two places at once. */
export function planVisit(world: PartnerWorld, order: OrderDraft, trouble: Trouble, random: Random): VisitPlan {
  const { receivedAt, ticket } = order;
  const form = world.formAt(receivedAt);
  const place = placeOf(order);
  const isUrgent = ticket.severity === 'URGENT' || ticket.severity === 'HIGH';
  const lean = ticket.product?.line === 'K3' ? -0.015 : 0.01;
  const isContactLate = !random.chance(form.contact + lean);
  const isVisitLate = !random.chance(form.onSite + lean);
  const assignAt = world.hours.after(receivedAt, random.between(2, isUrgent ? 12 : 40));
  const candidates = random.shuffled(world.consultantsFor(ticket.product?.line ?? null, place.code));

  if (random.chance(0.028)) {
    const at = world.hours.after(assignAt, random.between(20, 240));
    return { consultant: candidates[0] as StaffMember, assignAt, cancel: { at, reason: random.pick(CANCEL_REASONS) } };
  }
  const { attempts, contactAt } = contactTimes(world, order, assignAt, { isLate: isContactLate, isUrgent }, random);
  const scheduleAt = contactAt + random.between(1, 5) * MINUTE;
  const minutes = Math.round(trouble.minutes * random.between(0.65, 1.25));
  const dueAt = dueOf(order.promises.onSite) + pausedFor(order, attempts, contactAt);
  const asked = {
    away: place.minutesAway,
    minutes,
    notBefore: scheduleAt + (isUrgent ? 40 : 70) * MINUTE + place.minutesAway * MINUTE,
  };
  const first = appointment(world, candidates, { ...asked, dueAt, isLate: isVisitLate && random.chance(0.55) }, random);
  const isMoved = isVisitLate ? first.appointmentAt <= dueAt : random.chance(0.05);
  const moved = isMoved
    ? appointment(
        world,
        [first.consultant],
        { ...asked, notBefore: first.appointmentAt + 3 * HOUR, dueAt, isLate: isVisitLate },
        random,
      )
    : undefined;
  const appointmentAt = moved?.appointmentAt ?? first.appointmentAt;
  world.diary.engage(first.consultant.id, appointmentAt - place.minutesAway * MINUTE, appointmentAt + minutes * MINUTE);

  const noise = Math.max(-14, Math.min(35, random.normal(2, 9))) * MINUTE;
  const arrives = appointmentAt + noise;
  // Whoever is on time is so at the door, not on the calendar.
  const arriveAt =
    !isVisitLate && appointmentAt <= dueAt ? Math.min(arrives, dueAt - random.between(0.5, 4) * MINUTE) : arrives;
  const leaveAt = arriveAt + minutes * MINUTE;
  const departAt = Math.max(scheduleAt + MINUTE, arriveAt - place.minutesAway * MINUTE * random.between(0.9, 1.15));
  const moveAt = world.hours.last(
    Math.max(scheduleAt + MINUTE, Math.min(first.appointmentAt, appointmentAt, departAt) - random.between(1, 3) * HOUR),
  );
  const rest = afterVisit(world, order, { leaveAt, isVisitLate, rating: form.rating + lean * 4 }, random);
  return wholeMilliseconds({
    ...{ consultant: first.consultant, assignAt, attempts, contactAt, scheduleAt, appointmentAt: first.appointmentAt },
    ...{ departAt, arriveAt, leaveAt, ...rest },
    move: moved && {
      at: Math.max(scheduleAt + MINUTE, Math.min(moveAt, departAt - MINUTE)),
      appointmentAt,
      reason: random.pick(MOVE_REASONS),
    },
  });
}

/** The plan with times as tables keep them. */
export function wholeMilliseconds(plan: VisitPlan): VisitPlan {
  const whole = (at: number | undefined): number | undefined => (at === undefined ? undefined : Math.round(at));
  const { attempts = [], move, confirm, cancel } = plan;
  return {
    ...{
      ...plan,
      contactAt: whole(plan.contactAt),
      scheduleAt: whole(plan.scheduleAt),
      departAt: whole(plan.departAt),
    },
    ...{ arriveAt: whole(plan.arriveAt), leaveAt: whole(plan.leaveAt), recordAt: whole(plan.recordAt) },
    attempts: attempts.map(Math.round),
    move: move && { ...move, at: Math.round(move.at) },
    confirm: confirm && { ...confirm, at: Math.round(confirm.at) },
    cancel: cancel && { ...cancel, at: Math.round(cancel.at) },
  };
}

function contactTimes(
  world: PartnerWorld,
  order: OrderDraft,
  assignAt: number,
  { isLate, isUrgent }: { isLate: boolean; isUrgent: boolean },
  random: Random,
): { attempts: number[]; contactAt: number } {
  const dueAt = dueOf(order.promises.contact);
  const phone = world.phoneHours;
  if (random.chance(0.015)) {
    const attempts = [random.between(10, 60), random.between(250, 300), random.between(480, 560)].map((minutes) =>
      phone.after(assignAt, minutes),
    );
    return { attempts, contactAt: phone.after(attempts[2] ?? assignAt, random.between(120, 700)) };
  }
  if (isLate) {
    const contactAt = phone.after(Math.max(dueAt, assignAt), random.between(10, 200));
    return { attempts: random.chance(0.4) ? [phone.after(assignAt, random.between(30, 120))] : [], contactAt };
  }
  const wanted = phone.after(assignAt, -Math.log(1 - random.next()) * (isUrgent ? 25 : 75) + 3);
  const contactAt =
    wanted < dueAt ? wanted : Math.max(assignAt + MINUTE, phone.last(dueAt - random.between(4, 25) * MINUTE));
  const hasAttempt = random.chance(0.11) && contactAt - assignAt > 20 * MINUTE;
  return {
    attempts: hasAttempt
      ? [Math.max(assignAt + MINUTE, phone.last(assignAt + (contactAt - assignAt) * random.between(0.15, 0.6)))]
      : [],
    contactAt,
  };
}

/** How much later the visit is due because the customer couldn't be reached, roughly: exact when it is told. */
function pausedFor(order: OrderDraft, attempts: readonly number[], contactAt: number): number {
  const last = attempts[2];
  return last !== undefined && isNoticed(attempts) && last < dueOf(order.promises.onSite)
    ? Math.max(0, contactAt - last)
    : 0;
}

/** Whether attempts lie in three different half-days, so that the promises wait. */
export function isNoticed(attempts: readonly number[]): boolean {
  return (
    halfDays(
      attempts.map((at) => Temporal.Instant.fromEpochMilliseconds(at)),
      'Asia/Shanghai',
    ) >= 3
  );
}

function appointment(
  world: PartnerWorld,
  candidates: readonly StaffMember[],
  asked: { notBefore: number; dueAt: number; away: number; minutes: number; isLate: boolean },
  random: Random,
): { consultant: StaffMember; appointmentAt: number } {
  const { dueAt, away, minutes, isLate } = asked;
  const offersOf = (from: number, until: number) =>
    candidates.flatMap((consultant) =>
      world.diary
        .offers(consultant.id, world.hours, { from, until, minutes, away, count: 2 })
        .map((appointmentAt) => ({ consultant, appointmentAt })),
    );
  const inTime = isLate ? [] : offersOf(asked.notBefore, dueAt - 2 * MINUTE);
  if (inTime.length > 0) return random.pick(inTime);
  const late = offersOf(
    isLate ? Math.max(asked.notBefore, dueAt + 20 * MINUTE) : asked.notBefore,
    Number.POSITIVE_INFINITY,
  );
  return late.reduce((a, b) => (b.appointmentAt < a.appointmentAt ? b : a));
}

function afterVisit(
  world: PartnerWorld,
  { ticket }: OrderDraft,
  { leaveAt, isVisitLate, rating }: { leaveAt: number; isVisitLate: boolean; rating: number },
  random: Random,
): Pick<VisitPlan, 'recordAt' | 'result' | 'confirm' | 'disputeAt' | 'redispatchAt'> {
  const result = random.chance(0.9) ? 'SOLVED' : random.chance(0.6) ? 'PARTLY' : 'NOT_SOLVED';
  const recordAt = leaveAt + random.between(1, 6) * MINUTE;
  const hasPortal = ticket.customer.portal.length > 0;
  const via = hasPortal && random.chance(0.55) ? 'PORTAL' : 'DEVICE';
  const at =
    via === 'DEVICE'
      ? recordAt + random.between(1.5, 8) * MINUTE
      : world.hours.after(recordAt, random.between(15, 700));
  const grade = ratingAround(rating - (isVisitLate ? 0.6 : 0) - (result === 'SOLVED' ? 0 : 0.8), random);
  const confirm = { at, via, rating: grade } as const;
  if (!hasPortal || !random.chance(0.05)) return { recordAt, result, confirm };
  const disputeAt = world.hours.after(Math.max(recordAt, via === 'DEVICE' ? at : 0), random.between(60, 600));
  return {
    ...{
      recordAt,
      result: 'SOLVED' as const,
      disputeAt,
      redispatchAt: world.hours.after(disputeAt, random.between(20, 200)),
    },
    confirm: via === 'DEVICE' ? { ...confirm, rating: Math.min(grade, 3) } : undefined,
  };
}
