/** The languages of the interface; the first is the one every text is written in first. */
export const locales = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof locales)[number];

export const localeCookie = 'landfall-language';

/** Each language by its own name, never translated. */
export const localeNames: Record<Locale, string> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

const fromTag = (tag: string): Locale | undefined => {
  const lower = tag.trim().toLowerCase();
  if (/^zh-(tw|hk|mo|hant)/.test(lower)) return 'zh-TW';
  if (/^zh\b/.test(lower)) return 'zh-CN';
  if (/^en\b/.test(lower)) return 'en';
  return undefined;
};

/** What was chosen before, else the first language of `Accept-Language` that exists here, else zh-CN. */
export const negotiate = (chosen: string | undefined, acceptLanguage: string | null): Locale => {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.split(';q=');
      return { tag, weight: weight ? Number(weight) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of wanted) {
    const found = fromTag(tag);
    if (found) return found;
  }
  return 'zh-CN';
};
