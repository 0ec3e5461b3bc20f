const DAY = 86_400_000;

/** The calendar day of a moment in a zone: YYYY-MM-DD. */
export const localDay = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

/** The day after today in a zone. */
export const tomorrow = (now: number, zone: string): string =>
  new Date(Date.parse(`${localDay(now, zone)}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
