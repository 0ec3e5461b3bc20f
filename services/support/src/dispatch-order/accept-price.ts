import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { lacksPrice, type ServiceItemInput, serviceItemsOf } from '../service-item/service-item.ts';
import { required } from '../text/words.ts';
import { loadOrder } from './load-order.ts';

/** What the mutation takes. */
export interface AcceptedPrice {
  readonly id: string;
  readonly serviceItems: readonly ServiceItemInput[];
  readonly priceAcceptedBy: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Somebody at the customer accepted what it will cost, before the consultant travels (R6). */
export async function acceptPrice(
  unit: UnitOfWork,
  { id, serviceItems, priceAcceptedBy, expectedVersion }: AcceptedPrice,
): Promise<string> {
  const order = await loadOrder(unit, id, 'acceptPrice', expectedVersion);
  const items = serviceItemsOf(serviceItems);
  if (items.length === 0) throw invalid('required', ['serviceItems']);
  if (lacksPrice(items)) throw invalid('serviceItem.priceMissing', ['serviceItems']);
  order.serviceItems = items;
  order.priceAcceptedBy = required(priceAcceptedBy, 'priceAcceptedBy', 100);
  order.priceAcceptedAt = unit.now;
  await tellOrder(unit, order, {
    action: 'order.acceptPrice',
    event: 'priceAccepted',
    detail: { by: order.priceAcceptedBy, fen: items.reduce((sum, { price }) => sum + (price ?? 0), 0) },
  });
  return order.id;
}
