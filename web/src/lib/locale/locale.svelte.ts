import { browser } from '$app/env';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { isLocale, type Locale, localeCookie } from './locales.ts';

/**
 * The language of this tab. Messages read it as a rune, so changing it re-renders the words in place:
 * no reload, nothing typed is lost. The server decides the first value and writes it to `<html lang>`.
 */
class Language {
  #current = $state<Locale>('zh-CN');

  constructor() {
    if (!browser) return;
    const first = document.documentElement.lang;
    if (isLocale(first)) this.#current = first;
    overwriteGetLocale(() => this.#current);
  }

  get current(): Locale {
    return browser ? this.#current : getLocale();
  }

  /** Changes the words and remembers the choice for a year. */
  choose(next: Locale) {
    this.#current = next;
    document.documentElement.lang = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't in every browser this runs in.
    document.cookie = `${localeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  }
}

export const language = new Language();
