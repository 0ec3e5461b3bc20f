import { type PromiseKind, promiseTerms } from '@landfall/kit/promise/promise-terms';
import { DispatchOrderState } from '@landfall/support/dispatch-order/dispatch-order.state';
import { isOutOfTerm } from '@landfall/support/entitlement/ask-entitlement';
import { ServiceItemCode, serviceItemsOf } from '@landfall/support/service-item/service-item';
import type { OrderDraft, PromiseDraft } from './drafts.ts';
import { entitlementThen } from './entitlement-then.ts';
import { OUT_OF_TERM_REASONS, REMOTE_REASONS } from './opinions.ts';
import type { Place } from './partner-profile.ts';
import type { PartnerWorld } from './partner-world.ts';
import type { Story } from './story.ts';
import type { Trouble } from './trouble.ts';

/** Where a visit goes. */
export function placeOf(order: Pick<OrderDraft, 'site' | 'ticket'>): Place {
  return order.site?.place ?? order.ticket.customer.place;
}

/** Dispatches a story's ticket: an order with its two promises under the policy of that moment (R2, R3, R5, R6). */
export function dispatch(story: Story, trouble: Trouble, at: number): OrderDraft {
  const { world, ticket, random } = story;
  const entitlement = entitlementThen(ticket.product, at);
  const isOut = isOutOfTerm(entitlement);
  const site = random.chance(0.3) ? (ticket.customer.sites[0] ?? null) : null;
  const isRemote = (site?.place ?? ticket.customer.place).isRemote ?? false;
  const remoteAllowanceHours = isRemote && random.chance(0.9) ? world.profile.remoteHours : 0;
  const code = ServiceItemCode[trouble.item];
  const isChargeable = trouble.item === 'CUSTOM_REPORT' || trouble.item === 'FILING_MATERIAL';
  const price = isChargeable || isOut ? priceOf(trouble.item, random.whole(0, 8)) : null;
  // Some prices are settled only when the consultant phones.
  const isAccepted = isOut || (isChargeable && random.chance(0.75));
  const order = newOrder(story, at, {
    entitlement,
    site,
    remoteAllowanceHours,
    serviceItems: serviceItemsOf([{ code, price: isAccepted ? price : null }]),
    priceAcceptedBy: isAccepted ? ticket.contactName : null,
    priceAcceptedAt: isAccepted ? at : null,
    outOfTermReason: isOut ? random.pick(OUT_OF_TERM_REASONS) : null,
    remoteReason: remoteAllowanceHours > 0 ? random.pick(REMOTE_REASONS) : null,
    previousOrderId: null,
  });
  const dispatcher = isOut
    ? world.someone('area_supervisor', random)
    : (world.staff.find(({ id }) => id === ticket.takenById) ?? world.member('hotline'));
  story.move('dispatch');
  tellReceived(story, order, at, dispatcher);
  return order;
}

/** Sends somebody again for a disputed visit, under the terms of the first. */
export function redispatch(story: Story, disputed: OrderDraft, at: number): OrderDraft {
  const {
    site,
    remoteAllowanceHours,
    entitlement,
    serviceItems,
    priceAcceptedBy,
    priceAcceptedAt,
    outOfTermReason,
    remoteReason,
  } = disputed;
  const agreed = {
    entitlement,
    site,
    remoteAllowanceHours,
    serviceItems,
    priceAcceptedBy,
    priceAcceptedAt,
    outOfTermReason,
    remoteReason,
  };
  story.move('dispatch');
  const next = newOrder(story, at, { ...agreed, previousOrderId: disputed.id });
  const supervisor = story.world.someone('area_supervisor', story.random);
  tellReceived(story, next, at, supervisor);
  disputed.nextOrderId = next.id;
  disputed.version += 1;
  story.tellOrder(disputed, at, supervisor, { action: 'order.redispatch', detail: () => ({ number: next.number }) });
  return next;
}

/** Fen for a chargeable item, or a visit out of term. */
export function priceOf(item: Trouble['item'], step: number): number {
  if (item === 'CUSTOM_REPORT') return 80_000 + step * 20_000;
  return item === 'FILING_MATERIAL' ? 20_000 + step * 5_000 : 30_000 + step * 2_500;
}

type Agreed = Pick<
  OrderDraft,
  | 'entitlement'
  | 'site'
  | 'remoteAllowanceHours'
  | 'serviceItems'
  | 'priceAcceptedBy'
  | 'priceAcceptedAt'
  | 'outOfTermReason'
  | 'remoteReason'
  | 'previousOrderId'
>;

function newOrder({ world, ticket, random }: Story, at: number, agreed: Agreed): OrderDraft {
  const order: OrderDraft = {
    ...agreed,
    ...{ id: random.id(at), number: '', state: DispatchOrderState.RECEIVED, ticket, receivedAt: at },
    ...{ supervisorId: null, consultantId: null, appointmentAt: null, departedAt: null, arrivedAt: null, leftAt: null },
    ...{ contactAttempts: 0, waitingForCustomer: false, record: null, nextOrderId: null, version: 1 },
    promises: {
      contact: newPromise(world, 'CONTACT', at, 0, random.id(at)),
      onSite: newPromise(world, 'ON_SITE', at, agreed.remoteAllowanceHours, random.id(at)),
    },
  };
  world.orders.push(order);
  return order;
}

function newPromise(world: PartnerWorld, kind: PromiseKind, at: number, remoteHours: number, id: string): PromiseDraft {
  const terms = promiseTerms(world.policyAt(at), kind, Temporal.Instant.fromEpochMilliseconds(at), { remoteHours });
  return { id, terms, state: 'RUNNING', ownerId: null, keptAt: null, pausedAt: null, brokenAt: null };
}

function tellReceived(story: Story, order: OrderDraft, at: number, actor: { id: string; name: string }): void {
  story.tellOrder(order, at, actor, {
    action: 'ticket.dispatch',
    note: order.remoteReason,
    staffNote: order.outOfTermReason,
    detail: () => ({
      number: order.number,
      remoteHours: order.remoteAllowanceHours || null,
      verdict: order.entitlement.verdict,
    }),
  });
}
