import type { Locale } from '../problem/problem-catalog.ts';

const WORDS: Readonly<Record<Locale, string>> = {
  'zh-CN': '已删除的人员',
  'zh-TW': '已刪除的人員',
  en: 'Erased person',
};

const KNOWN: ReadonlySet<string> = new Set(Object.values(WORDS));

/** Whether a name is what stands for somebody who was erased: nobody is found by it. */
export function isErasedName(name: string): boolean {
  return KNOWN.has(name);
}

/** What stands where an erased person's name was, in the language of whoever erased it. */
export function erasedName(locale: Locale): string {
  return WORDS[locale] ?? WORDS['zh-CN'];
}
