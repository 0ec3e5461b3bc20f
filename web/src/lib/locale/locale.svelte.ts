import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { browser } from '$app/env';
import { isLocale, type Locale, localeCookie } from './locales.ts';

/**
 * The language of this tab. Messages read it as a rune, so changing it re-renders the words in place:
 * no reload, nothing typed is lost. The server decides the first value and writes it to `<html lang>`.
 */
class Language {
  #current = $state<Locale>('zh-CN');
  /** The words of a language other than the one the page's code speaks; see `told.ts`. */
  words = $state.raw<readonly string[]>();
  #spoken: Locale = 'zh-CN';

  constructor() {
    if (!browser) return;
    const first = document.documentElement.lang;
    if (isLocale(first)) {
      this.#current = first;
      this.#spoken = first;
    }
    overwriteGetLocale(() => this.#current);
  }

  get current(): Locale {
    return browser ? this.#current : getLocale();
  }

  /** Changes the words and remembers the choice for a year. */
  async choose(next: Locale) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't in every browser this runs in.
    document.cookie = `${localeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    if (typeof __WORDS__ === 'string') {
      try {
        this.words = next === this.#spoken ? undefined : await wordsOf(next, __WORDS__);
      } catch {
        // The words can't be had: the whole page in that language can. Drafts survive.
        location.reload();
        return;
      }
    }
    this.#current = next;
    document.documentElement.lang = next;
  }
}

const wordsOf = async (locale: Locale, build: string): Promise<readonly string[]> => {
  const response = await fetch(`/_app/immutable/words/${locale}.${build}.json`);
  if (!response.ok) throw new Error(`no words for ${locale}`);
  return (await response.json()) as string[];
};

export const language = new Language();
