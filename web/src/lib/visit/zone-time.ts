// Days and clock times in the partner's zone, without Temporal: browsers don't all have it yet.

const formats = new Map<string, Intl.DateTimeFormat>();
const partsOf = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
};

/** The clock on the wall there, as a `datetime-local` field wants it: "2026-11-23T14:05". */
export const localTime = (at: number, zone: string): string => {
  const parts = Object.fromEntries(
    partsOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
};

/** The day there: "2026-11-23". */
export const localDay = (at: number, zone: string): string => localTime(at, zone).slice(0, 10);

const asUtc = (local: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;

/** The instant at which the wall there shows `local`, in milliseconds; NaN for what isn't a time. A time skipped by a zone's change of clocks is the one after it. */
export const instantOf = (local: string, zone: string): number => {
  const wanted = asUtc(local.slice(0, 16));
  if (Number.isNaN(wanted)) return wanted;
  let at = wanted;
  // The offset at a first guess may be that of the other side of a change of clocks: a second look settles it.
  for (let look = 0; look < 2; look++) at += wanted - asUtc(localTime(at, zone));
  return at;
};

/** "2026-11-23" and 1 are "2026-11-24". */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Monday is 1, Sunday 7. */
export const weekdayNumber = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** First instant of a day there, and of the next, as ISO 8601. */
export const boundsOf = (day: string, zone: string): { from: string; until: string } => ({
  from: new Date(instantOf(`${day}T00:00`, zone)).toISOString(),
  until: new Date(instantOf(`${addDays(day, 1)}T00:00`, zone)).toISOString(),
});

/** Whether a text is a day, for what comes out of an address. */
export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
