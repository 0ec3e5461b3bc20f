import type { Shape } from '@landfall/kit/rows/shape';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { entitlementOf } from './entitlement.ts';
import type { Entitlement, EntitlementVerdict } from './entitlement.type.ts';

/** What a verdict rests on, as rows give it: the product (null: none) and when the database was asked. */
export interface EntitlementFacts {
  readonly registeredProductId: string | null;
  readonly productName: string | null;
  readonly line: Entitlement['line'];
  readonly serial: string | null;
  readonly serviceStartsOn: string | null;
  readonly serviceEndsOn: string | null;
  readonly askedAt: string;
}

/** The database's clock as the API writes instants, also inside JSON. */
export const ASKED_AT = `to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Expressions of a product's share of the facts, over its alias. */
export const factColumns = (alias: string) => ({
  productName: `${alias}.product_name`,
  line: `${alias}.line`,
  serial: `${alias}.serial`,
  serviceStartsOn: `${alias}.service_starts_on`,
  serviceEndsOn: `${alias}.service_ends_on`,
  askedAt: ASKED_AT,
});

/** The fields {@link factColumns} gives. */
export const FACTS: readonly string[] = Object.keys(factColumns(''));

/** The facts of a customer's products; whatever part of an entitlement is asked needs them all. */
export const entitlementFactsShape: Shape = {
  table: 'customers.registered_product',
  alias: 'e',
  customer: 'e.customer_id',
  columns: { ...factColumns('e'), registeredProductId: 'e.id', id: { needs: ['registeredProductId', ...FACTS] } },
};

/** The verdict on facts, on the day it is for the partner when they were read. */
export function entitlementOn(facts: EntitlementFacts, viewer: Viewer): Entitlement {
  const today = Temporal.Instant.from(facts.askedAt).toZonedDateTimeISO(viewer.timeZone).toPlainDate();
  const term =
    facts.registeredProductId === null
      ? null
      : { serviceStartsOn: dateOf(facts.serviceStartsOn), serviceEndsOn: dateOf(facts.serviceEndsOn) };
  const { verdict, endsOn, daysEnded } = entitlementOf(term, today);
  return {
    verdict: verdict as EntitlementVerdict,
    registeredProductId: facts.registeredProductId,
    productName: facts.productName,
    line: facts.line,
    serial: facts.serial,
    endsOn: endsOn?.toString() ?? null,
    daysEnded,
    askedAt: facts.askedAt,
  };
}

/** The facts of a customer without a product. */
export function noProduct(askedAt: string): EntitlementFacts {
  return {
    registeredProductId: null,
    productName: null,
    line: null,
    serial: null,
    serviceStartsOn: null,
    serviceEndsOn: null,
    askedAt,
  };
}

const RANK: readonly string[] = ['IN_SERVICE', 'NOT_STARTED', 'ENDED', 'NO_PRODUCT'];

/** The best a customer has: in service before not begun before ended, and of equals the one that lasts longest. */
export function bestOf(entitlements: readonly Entitlement[]): Entitlement | undefined {
  const lasts = ({ endsOn }: Entitlement) => endsOn ?? '9999';
  return [...entitlements].sort(
    (a, b) => RANK.indexOf(a.verdict) - RANK.indexOf(b.verdict) || (lasts(a) < lasts(b) ? 1 : -1),
  )[0];
}

function dateOf(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}
