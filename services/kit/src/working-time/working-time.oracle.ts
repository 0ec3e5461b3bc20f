import type { ClockMode, WorkingCalendarOptions } from './working-calendar.ts';

/** Slow and obvious: looks at the wall clock minute by minute. Only tests read it. */
export function dueByStepping(since: Temporal.Instant, minutes: number, mode: ClockMode, o: WorkingCalendarOptions) {
  let at = since;
  let left = minutes;
  while (left > 0) {
    if (runs(at, mode, o)) left -= 1;
    at = at.add({ minutes: 1 });
  }
  return at;
}

function runs(at: Temporal.Instant, mode: ClockMode, o: WorkingCalendarOptions): boolean {
  if (mode === 'ELAPSED') return true;
  const local = at.toZonedDateTimeISO(o.timeZone);
  const date = local.toPlainDate().toString();
  const clock = local.toPlainTime().toString().slice(0, 5);
  const fact = o.dayFacts?.on(date);
  const open = (weekday: number) => o.periods.some((p) => p.weekday === weekday && p.from <= clock && clock < p.until);
  const hasHours = (weekday: number) => o.periods.some((p) => p.weekday === weekday);
  const makeUp = o.makeUpWeekday ?? 1;
  const makeUpHours = hasHours(makeUp) ? makeUp : ([1, 2, 3, 4, 5, 6, 7].find(hasHours) ?? makeUp);
  if (fact?.kind === 'HOLIDAY') return false;
  if (local.dayOfWeek <= 5) return mode === 'WORKDAY' || open(local.dayOfWeek);
  if (fact?.kind === 'MAKE_UP_WORKDAY') return mode === 'WORKDAY' || open(makeUpHours);
  return mode === 'WORKDAY' ? hasHours(local.dayOfWeek) : open(local.dayOfWeek);
}
