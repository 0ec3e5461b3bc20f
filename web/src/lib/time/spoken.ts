import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';

/** Where and in which language a time is said; `now` in milliseconds. */
export interface Speaking {
  zone: string;
  locale: Locale;
  now: number;
}

/** Making one costs as much as hundreds of uses. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (locale: string, zone: string, name: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${locale} ${zone} ${name}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found;
};

const MOST_REMEMBERED = 5000;
/** By way of saying, zone, language and minute: names that are there already, so that asking makes no new text. */
const remembered = new Map<string, Map<string, Map<string, Map<number, string>>>>();
const inside = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let found = map.get(key);
  if (found === undefined) {
    found = make();
    map.set(key, found);
  }
  return found;
};
const made = () => new Map();

/** A time is said once a minute it belongs to: a list says few minutes, and asks for each several times. */
const inMinute = (at: number, way: string, zone: string, locale: string, say: () => string): string => {
  const minutes = inside(inside(inside(remembered, way, made), zone, made), locale, made);
  if (minutes.size >= MOST_REMEMBERED) minutes.clear();
  return inside(minutes, Math.floor(at / 60_000), say);
};

const dayOf = (at: number, zone: string): string =>
  inMinute(at, 'day', zone, 'en-CA', () =>
    formatter('en-CA', zone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at),
  );
const dayNumber = (at: number, zone: string): number => Date.parse(`${dayOf(at, zone)}T00:00:00Z`) / 86_400_000;

/** "14:05" */
export const timeOfDay = (at: number, { zone, locale }: Pick<Speaking, 'zone' | 'locale'>): string =>
  inMinute(at, 'time', zone, locale, () =>
    formatter(locale, zone, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at),
  );

/** "11月23日", with the year where it isn't this one. */
export const dateOf = (at: number, { zone, locale, now }: Speaking): string => {
  const sameYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return formatter(locale, zone, sameYear ? 'date' : 'dated', {
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
};

/** "11月23日周一", "Mon, Nov 23": a day as a heading. */
export const dayInWords = (at: number, { zone, locale }: Pick<Speaking, 'zone' | 'locale'>): string =>
  formatter(locale, zone, 'heading', {
    weekday: 'short',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
  }).format(at);

/** "周一" */
export const weekdayOf = (at: number, { zone, locale }: Pick<Speaking, 'zone' | 'locale'>): string =>
  formatter(locale, zone, 'weekday', { weekday: 'short' }).format(at);

/** As people say it: today 14:05, Mon 08:00 within the coming week, else the date. */
export const spokenTime = (at: number, speaking: Speaking): string => {
  const time = timeOfDay(at, speaking);
  const days = dayNumber(at, speaking.zone) - dayNumber(speaking.now, speaking.zone);
  if (days === 0) return m.app_time_today({ time });
  if (days === 1) return m.app_time_tomorrow({ time });
  if (days === -1) return m.app_time_yesterday({ time });
  if (days > 1 && days < 7) return `${weekdayOf(at, speaking)} ${time}`;
  // Of another year the day is enough; the hour is in the title.
  const sameYear = dayOf(at, speaking.zone).slice(0, 4) === dayOf(speaking.now, speaking.zone).slice(0, 4);
  return sameYear ? `${dateOf(at, speaking)} ${time}` : dateOf(at, speaking);
};

/** The full date, weekday and zone, for whoever wants to be sure. */
export const fullTime = (at: number, { zone, locale }: Pick<Speaking, 'zone' | 'locale'>): string =>
  inMinute(at, 'full', zone, locale, () =>
    formatter(locale, zone, 'full', {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    }).format(at),
  );

/** A calendar day ("2027-03-31") in words; no zone is involved. */
export const spokenDay = (day: string, locale: Locale): string =>
  formatter(locale, 'UTC', 'calendar', {
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'long',
    day: 'numeric',
  }).format(Date.parse(`${day}T00:00:00Z`));

const numbers = new Map<string, Intl.NumberFormat>();
const numberFormat = (locale: string, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${locale} ${name}`;
  let found = numbers.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    numbers.set(key, found);
  }
  return found;
};

const amount = (value: number, unit: 'day' | 'hour' | 'minute', locale: Locale): string =>
  numberFormat(locale, unit, {
    style: 'unit',
    unit,
    unitDisplay: locale === 'en' ? 'narrow' : 'long',
  }).format(value);

/** "3小时20分钟", "2天4小时": the two largest units; less than a minute is one minute. */
export const duration = (milliseconds: number, locale: Locale): string => {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts: string[] = [];
  if (days) parts.push(amount(days, 'day', locale));
  if (hours) parts.push(amount(hours, 'hour', locale));
  if (rest && !days) parts.push(amount(rest, 'minute', locale));
  return parts.slice(0, 2).join(locale === 'en' ? ' ' : '');
};

/** The largest unit alone, for narrow places: "3小时", "2d". */
export const roughDuration = (milliseconds: number, locale: Locale): string => {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  if (minutes >= 1440) return amount(Math.floor(minutes / 1440), 'day', locale);
  return minutes >= 60 ? amount(Math.floor(minutes / 60), 'hour', locale) : amount(minutes, 'minute', locale);
};

/** "41 days", "41 天" */
export const dayCount = (days: number, locale: Locale): string =>
  numberFormat(locale, 'days', { style: 'unit', unit: 'day', unitDisplay: 'long' })
    .format(days)
    .replace(/(\d)(天)/, '$1 $2');

/** Fen as money: "¥1,200". */
export const money = (fen: number, locale: Locale): string =>
  numberFormat(locale, fen % 100 ? 'fen' : 'yuan', {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fen % 100 ? 2 : 0,
  }).format(fen / 100);
