/** Whether on-site service is owed (R5). Out of term a supervisor may dispatch all the same, with a reason. */
export type EntitlementVerdictCode = 'IN_SERVICE' | 'ENDED' | 'NOT_STARTED' | 'NO_PRODUCT';

/** The service term of a registered product. */
export interface ServiceTerm {
  serviceStartsOn?: Temporal.PlainDate | null;
  /** Last day of service, inclusive. */
  serviceEndsOn?: Temporal.PlainDate | null;
}

/** What a customer is entitled to on a day. */
export interface EntitlementResult {
  verdict: EntitlementVerdictCode;
  /** Last day of service; null where none is on record. */
  endsOn: Temporal.PlainDate | null;
  /** Days since the last day of service: 1 on the day after; null unless ended. */
  daysEnded: number | null;
}

/**
 * The verdict on a registered product, or on none.
 * @param today the date in the partner's time zone
 * @returns NOT_STARTED also where no term is on record at all: nothing was sold that began. A term without a start has
 * always run, one without an end runs on.
 */
export function entitlementOf(product: ServiceTerm | null | undefined, today: Temporal.PlainDate): EntitlementResult {
  if (!product) return { verdict: 'NO_PRODUCT', endsOn: null, daysEnded: null };
  const startsOn = product.serviceStartsOn ?? null;
  const endsOn = product.serviceEndsOn ?? null;
  if (endsOn && Temporal.PlainDate.compare(today, endsOn) > 0) {
    return { verdict: 'ENDED', endsOn, daysEnded: endsOn.until(today, { largestUnit: 'day' }).days };
  }
  const hasTerm = startsOn !== null || endsOn !== null;
  const hasStarted = startsOn === null || Temporal.PlainDate.compare(startsOn, today) <= 0;
  return { verdict: hasTerm && hasStarted ? 'IN_SERVICE' : 'NOT_STARTED', endsOn, daysEnded: null };
}
