/** The dates on a registration card's line. */
export interface CardDates {
  readonly purchasedOn?: Temporal.PlainDate | null;
  readonly serviceStartsOn?: Temporal.PlainDate | null;
  readonly serviceEndsOn?: Temporal.PlainDate | null;
}

/** Before the vendor sold anything. */
const FIRST_SALE = Temporal.PlainDate.from('1993-08-01');
const LONGEST_TERM_YEARS = 10;

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;

/** What is wrong with the dates of a line, at which field; null where they can be. `today` is the partner's. */
export function termProblem(dates: CardDates, today: Temporal.PlainDate): { reason: string; field: string } | null {
  const { purchasedOn, serviceStartsOn, serviceEndsOn } = dates;
  for (const field of ['purchasedOn', 'serviceStartsOn', 'serviceEndsOn'] as const) {
    const date = dates[field];
    if (date && isBefore(date, FIRST_SALE)) return { reason: 'term.tooEarly', field };
  }
  if (purchasedOn && isBefore(today, purchasedOn)) return { reason: 'term.purchasedLater', field: 'purchasedOn' };
  if (purchasedOn && serviceStartsOn && isBefore(serviceStartsOn, purchasedOn)) {
    return { reason: 'term.beforePurchase', field: 'serviceStartsOn' };
  }
  const start = serviceStartsOn ?? purchasedOn;
  if (start && serviceEndsOn && isBefore(serviceEndsOn, start))
    return { reason: 'term.endsFirst', field: 'serviceEndsOn' };
  const latest = (start ?? today).add({ years: LONGEST_TERM_YEARS });
  return serviceEndsOn && isBefore(latest, serviceEndsOn) ? { reason: 'term.tooLong', field: 'serviceEndsOn' } : null;
}
