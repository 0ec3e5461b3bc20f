import { keepPromise, pausePromises, resumePromises } from '@landfall/kit/ledger/service-promises';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { promisedPolicy } from '../partner-policy/current-policy.ts';
import { optional } from '../text/words.ts';
import type { DispatchOrder } from './dispatch-order.entity.ts';
import { loadOrder } from './load-order.ts';

/** What the mutation takes. */
export interface ContactNote {
  readonly id: string;
  readonly reached: boolean;
  readonly note?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
}

/** Half-days in which the customer has to have been tried before the promises wait for them. */
const HALF_DAYS = 3;

/**
 * The customer was phoned. Reached: the contact promise is kept, and what waited runs on. Not reached: noted, and nothing
 * is kept by it; after three different half-days a written notice stands in the portal and the promises wait.
 */
export async function contactCustomer(
  unit: UnitOfWork,
  { id, reached, note, expectedVersion }: ContactNote,
): Promise<string> {
  const order = await loadOrder(unit, id, 'contact', expectedVersion);
  const staffNote = optional(note, 'note', 1000);
  if (reached) await reach(unit, order, staffNote);
  else await noteAttempt(unit, order, staffNote);
  return order.id;
}

async function reach(unit: UnitOfWork, order: DispatchOrder, staffNote: string | null): Promise<void> {
  unit.transition(order, 'contact');
  if (order.waitingForCustomer) {
    await resumePromises(unit, order.id, unit.now, await promisedPolicy(unit, order.id));
    order.waitingForCustomer = false;
  }
  await keepPromise(unit, order.id, 'CONTACT', unit.now);
  await tellOrder(unit, order, { action: 'order.contact', event: 'customerContacted', staffNote });
}

async function noteAttempt(unit: UnitOfWork, order: DispatchOrder, staffNote: string | null): Promise<void> {
  const earlier = await attemptsOf(unit, order.id);
  order.contactAttempts += 1;
  await tellOrder(unit, order, {
    action: 'order.contactAttempt',
    event: 'customerContactAttempted',
    staffNote,
    detail: { attempt: order.contactAttempts },
  });
  if (order.waitingForCustomer || halfDays([...earlier, unit.now], unit.viewer.timeZone) < HALF_DAYS) return;
  order.waitingForCustomer = true;
  await pausePromises(unit, order.id, unit.now, await promisedPolicy(unit, order.id));
  await tellOrder(unit, order, {
    action: 'order.notice',
    event: 'customerNoticed',
    detail: { attempts: order.contactAttempts },
  });
}

async function attemptsOf(unit: UnitOfWork, orderId: string): Promise<Temporal.Instant[]> {
  const rows = await unit.execute<{ at: string }>(
    `select to_json(at) #>> '{}' as at from support.activity where tenant_id = ? and order_id = ? and action = 'order.contactAttempt'`,
    [unit.tenant, orderId],
  );
  return rows.map(({ at }) => Temporal.Instant.from(at));
}

/** How many different half-days, parted at local noon, the instants lie in. */
export function halfDays(instants: readonly Temporal.Instant[], timeZone: string): number {
  return new Set(
    instants.map((instant) => {
      const local = instant.toZonedDateTimeISO(timeZone);
      return `${local.toPlainDate()} ${local.hour < 12 ? 'morning' : 'afternoon'}`;
    }),
  ).size;
}
