import { m } from '#lib/paraglide/messages.js';
import { duration, roughDuration, type Speaking, spokenTime } from '#lib/time/spoken.ts';
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
