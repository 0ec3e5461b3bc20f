import { invalid } from '@landfall/kit/problem/problem';
import { calendarOf } from '@landfall/kit/promise/service-policy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { currentPolicy } from '../partner-policy/current-policy.ts';
import { required } from '../text/words.ts';
import { loadOrder } from './load-order.ts';

/** What the mutations take. */
export interface Appointment {
  readonly id: string;
  readonly appointmentAt: Temporal.Instant;
  readonly expectedVersion?: number | null | undefined;
}

/** How long a visit is planned for. Hours. */
const VISIT_HOURS = 2;
/** Nobody agrees a visit further ahead: a wrong year is found out. Hours. */
const FURTHEST_HOURS = 366 * 24;

/** The visit as agreed with the customer; in the future, and while the partner is open. */
export async function scheduleVisit(
  unit: UnitOfWork,
  { id, appointmentAt, expectedVersion }: Appointment,
): Promise<string> {
  const order = await loadOrder(unit, id, 'schedule', expectedVersion);
  await requireOpen(unit, appointmentAt);
  unit.transition(order, 'schedule');
  order.appointmentAt = appointmentAt;
  order.appointmentUntil = appointmentAt.add({ hours: VISIT_HOURS });
  await tellOrder(unit, order, {
    action: 'order.schedule',
    event: 'visitScheduled',
    detail: { appointmentAt: appointmentAt.toString() },
  });
  return order.id;
}

/** Another time, with the reason the customer reads. */
export async function rescheduleVisit(
  unit: UnitOfWork,
  { id, appointmentAt, reason, expectedVersion }: Appointment & { readonly reason: string },
): Promise<string> {
  const order = await loadOrder(unit, id, 'reschedule', expectedVersion);
  const note = required(reason, 'reason', 500);
  await requireOpen(unit, appointmentAt);
  unit.transition(order, 'reschedule');
  const before = order.appointmentAt;
  order.appointmentAt = appointmentAt;
  order.appointmentUntil = appointmentAt.add({ hours: VISIT_HOURS });
  await tellOrder(unit, order, {
    action: 'order.reschedule',
    event: 'visitRescheduled',
    note,
    detail: { appointmentAt: appointmentAt.toString(), previousAt: before?.toString() },
  });
  return order.id;
}

/** @throws Problem INVALID at `appointmentAt`; on a closed day or hour its parameters name the next opening */
async function requireOpen(unit: UnitOfWork, at: Temporal.Instant): Promise<void> {
  const field = ['appointmentAt'];
  if (Temporal.Instant.compare(at, unit.now) <= 0) throw invalid('visit.past', field);
  if (Temporal.Instant.compare(at, unit.now.add({ hours: FURTHEST_HOURS })) > 0) throw invalid('visit.tooFar', field);
  const calendar = calendarOf(await currentPolicy(unit));
  if (calendar.isOpenAt(at)) return;
  const next = calendar.nextOpening(at);
  if (!next) throw invalid('visit.neverOpen', field);
  const local = next.toZonedDateTimeISO(calendar.timeZone);
  throw invalid('visit.closed', field, {
    next: `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`,
    nextAt: next.toString(),
  });
}
