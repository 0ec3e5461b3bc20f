import { m } from '#lib/paraglide/messages.js';
import { dateOf, duration, type Speaking, timeOfDay, weekdayOf } from '#lib/time/spoken.ts';
import type { PromiseFacts } from './promise.graphql';
import type { PromiseVoice } from './promise.words.ts';

type Line = PromiseFacts['derivation'][number];

/** One line of the derivation: when, and why it counts or doesn't. A code this page doesn't know is shown as it is. */
export const derivationWords = (line: Line, how: Speaking, voice?: PromiseVoice): { when: string; why: string } => {
  const params = new Map(line.params.map(({ key, value }) => [key, value]));
  const name = params.get('name') ?? '';
  const at = line.at ? Date.parse(line.at) : undefined;
  const day = line.date ? Date.parse(`${line.date}T12:00:00Z`) : undefined;
  const utc = { ...how, zone: 'UTC' };
  const when =
    at !== undefined
      ? `${weekdayOf(at, how)} ${dateOf(at, how)} ${timeOfDay(at, how)}`
      : day !== undefined
        ? `${weekdayOf(day, utc)} ${dateOf(day, utc)}`
        : '';
  const counted = line.minutes ? duration(line.minutes * 60_000, how.locale) : '';
  const words: Record<string, () => string> = {
    STARTED: m.promise_line_started,
    COUNTED: () => m.promise_line_counted({ counted }),
    SKIPPED_WEEKEND: m.promise_line_weekend,
    SKIPPED_HOLIDAY: () => m.promise_line_holiday({ name }),
    COUNTED_MAKE_UP_WORKDAY: () => m.promise_line_make_up({ counted }),
    SKIPPED_CLOSED_DAY: () => (name ? m.promise_line_closed_day({ name }) : m.promise_line_closed()),
    COUNTED_OPEN_DAY: () => m.promise_line_open_day({ name, counted }),
    COUNTED_DAYS: () => m.promise_line_days({ days: params.get('days') ?? '', counted }),
    KEPT_BY_ANNOUNCEMENT: m.promise_line_kept,
    CLOSED_HOURS: m.promise_line_closed,
    YEAR_NOT_ANNOUNCED: () =>
      m.promise_line_not_announced({ year: params.get('year') ?? line.date?.slice(0, 4) ?? '' }),
    ALLOWANCE_REMOTE: () => m.promise_line_remote({ counted: counted || `${params.get('hours') ?? ''} h` }),
    PAUSED: m.promise_line_paused,
    RESUMED: m.promise_line_resumed,
    EXTENDED_BY_ANNOUNCEMENT: m.promise_line_extended,
    DUE: m.promise_line_due,
  };
  const known = voice?.lines[line.code] ?? words[line.code];
  if (known) return { when, why: known() };
  const rest = line.params.map(({ key, value }) => `${key} ${value}`).join(', ');
  return { when, why: rest ? `${line.code} (${rest})` : line.code };
};

const clockModes = {
  ELAPSED: m.promise_clock_elapsed,
  WORKDAY: m.promise_clock_workday,
  BUSINESS: m.promise_clock_business,
};
export const clockModeWords = (mode: keyof typeof clockModes): string => clockModes[mode]();
