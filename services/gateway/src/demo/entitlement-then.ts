import { entitlementOf } from '@landfall/customers/entitlement/entitlement';
import type { ProductLine } from '@landfall/kit/product-line/product-line';
import { type EntitlementSnapshot, EntitlementVerdict } from '@landfall/support/entitlement/entitlement.type';
import type { DemoProduct } from './demo-customer.ts';
import { localDate } from './open-hours.ts';

/** The verdict as customers gave it at a moment (R5), in the form tickets and orders keep. */
export function entitlementThen(product: DemoProduct | null, at: number): EntitlementSnapshot {
  const date = (text: string | null | undefined): Temporal.PlainDate | null =>
    text ? Temporal.PlainDate.from(text) : null;
  const term = product && {
    serviceStartsOn: date(product.serviceStartsOn),
    serviceEndsOn: date(product.serviceEndsOn),
  };
  const { verdict, endsOn, daysEnded } = entitlementOf(term, Temporal.PlainDate.from(localDate(at)));
  return {
    verdict: EntitlementVerdict[verdict],
    registeredProductId: product?.id ?? null,
    productName: product?.productName ?? null,
    line: (product?.line ?? null) as ProductLine | null,
    serial: product?.serial ?? null,
    endsOn: endsOn?.toString() ?? null,
    daysEnded,
    askedAt: new Date(at).toISOString(),
  };
}
