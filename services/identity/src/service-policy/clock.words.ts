import type { Locale } from '@landfall/kit/problem/problem-catalog';

/** How clocks are called in a sentence of ours. */
const WORDS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': { ELAPSED: '自然时间', WORKDAY: '工作日全天', BUSINESS: '营业时间' },
  'zh-TW': { ELAPSED: '自然時間', WORKDAY: '工作日全天', BUSINESS: '營業時間' },
  en: { ELAPSED: 'elapsed time', WORKDAY: 'working days round the clock', BUSINESS: 'opening hours' },
};

/** The name of a clock in the reader's language. */
export function clockWord(clockMode: string, locale: Locale): string {
  return WORDS[locale][clockMode] ?? clockMode;
}
