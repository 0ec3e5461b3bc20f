import { browser } from '$app/env';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const themeCookie = 'landfall-theme';

export const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme);

/** Light, dark, or as the machine says. Remembered in a cookie, so the server's first page already has it. */
class Appearance {
  #current = $state<Theme>('system');

  constructor() {
    const first = browser ? document.documentElement.dataset.theme : undefined;
    if (isTheme(first)) this.#current = first;
  }

  get current(): Theme {
    return this.#current;
  }

  choose(next: Theme) {
    this.#current = next;
    document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API isn't in every browser this runs in.
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
  }
}

export const appearance = new Appearance();
