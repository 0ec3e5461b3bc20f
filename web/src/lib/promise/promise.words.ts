import { m } from '#lib/paraglide/messages.js';
import { dateOf, duration, roughDuration, spokenTime, timeOfDay, type Speaking, weekdayOf } from '#lib/time/spoken.ts';
import type { PromiseFacts } from './promise.graphql';
import { type PromiseVerdict, promiseVerdict } from './promise.verdict.ts';

type Kind = PromiseFacts['kind'];

/** What is owed, in a verb: 联系客户 · 到达现场. */
export const promiseKindWords = (kind: Kind): string =>
  kind === 'CONTACT' ? m.promise_kind_contact() : kind === 'ON_SITE' ? m.promise_kind_on_site() : kind;

const verdictWords: Record<PromiseVerdict, () => string> = {
  running: m.promise_verdict_running,
  soon: m.promise_verdict_soon,
  broken: m.promise_verdict_broken,
  kept: m.promise_verdict_kept,
  late: m.promise_verdict_late,
  paused: m.promise_verdict_paused,
  ended: m.promise_verdict_ended,
};
export const promiseVerdictWords = (verdict: PromiseVerdict): string => verdictWords[verdict]();

/** Another voice for the same promise, for readers the partner's words don't suit: a customer reads "call you". */
export interface PromiseVoice {
  kinds: Record<Kind, () => string>;
  paused: (what: string) => string;
  /** Derivation lines by code; the others keep their words. */
  lines: Partial<Record<string, () => string>>;
}

type Said = Pick<PromiseFacts, 'kind' | 'state' | 'since' | 'dueAt' | 'keptAt'>;

/** The chip's sentence: what, by when, how long still. */
export const promiseWords = (promise: Said, how: Speaking, voice?: PromiseVoice): string => {
  const what = voice ? voice.kinds[promise.kind]() : promiseKindWords(promise.kind);
  const due = spokenTime(Date.parse(promise.dueAt), how);
  const distance = duration(Math.abs(Date.parse(promise.dueAt) - how.now), how.locale);
  switch (promiseVerdict(promise, how.now)) {
    case 'running':
    case 'soon':
      return m.promise_words_running({ what, due, left: distance });
    case 'broken':
      return m.promise_words_broken({ what, due, over: distance });
    case 'kept':
      return m.promise_words_kept({ what, at: promise.keptAt ? spokenTime(Date.parse(promise.keptAt), how) : '' });
    case 'late': {
      const over = Date.parse(promise.keptAt ?? promise.dueAt) - Date.parse(promise.dueAt);
      return m.promise_words_late({ what, over: duration(over, how.locale) });
    }
    case 'paused':
      return voice ? voice.paused(what) : m.promise_words_paused({ what });
    case 'ended':
      return m.promise_words_ended({ what });
  }
};

/** The same for a narrow row: what, and how long still. */
export const promiseShortWords = (promise: Said, how: Speaking): string => {
  const what = promiseKindWords(promise.kind);
  const distance = roughDuration(Math.abs(Date.parse(promise.dueAt) - how.now), how.locale);
  switch (promiseVerdict(promise, how.now)) {
    case 'running':
    case 'soon':
      return m.promise_short_running({ what, left: distance });
    case 'broken':
      return m.promise_short_broken({ what, over: distance });
    default:
      return promiseWords(promise, how);
  }
};

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
    CLOSED_HOURS: m.promise_line_closed,
    YEAR_NOT_ANNOUNCED: () => m.promise_line_not_announced({ year: params.get('year') ?? line.date?.slice(0, 4) ?? '' }),
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


