import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** What a page has shown, and when: only in pages that are watched. */
    landfall?: {
      want(text: string): void;
      unread(): number;
      whenSeen(key: string, longest: number): Promise<number | undefined>;
    };
  }
}

/**
 * Has a page note by the machine's clock when it first shows a link (by its address), a card of the board (`tile <id>`), a
 * count at the bell (`unread <n>`) or a text that is wanted. New rows that wait on top of a list are let in at once.
 */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const first = new Map<string, number>();
    const wanted = new Set<string>();
    const waiting = new Map<string, (at: number) => void>();
    const see = (key: string): void => {
      if (first.has(key)) return;
      first.set(key, Date.now());
      waiting.get(key)?.(Date.now());
      waiting.delete(key);
    };
    const unread = (): number => Number.parseInt(document.querySelector('[data-unread]')?.textContent ?? '0', 10);
    const scan = (): void => {
      for (const link of document.querySelectorAll('a[href]')) see(link.getAttribute('href') ?? '');
      for (const tile of document.querySelectorAll('[data-tile]')) see(`tile ${tile.getAttribute('data-tile')}`);
      see(`unread ${unread()}`);
      const text = wanted.size > 0 ? (document.querySelector('main')?.textContent ?? '') : '';
      for (const one of wanted) {
        if (!text.includes(one)) continue;
        see(one);
        wanted.delete(one);
      }
      document.querySelector<HTMLElement>('[data-new-rows]')?.click();
    };
    window.landfall = {
      want: (text) => void wanted.add(text),
      unread,
      whenSeen: (key, longest) => {
        const at = first.get(key);
        if (at !== undefined) return Promise.resolve(at);
        return new Promise((resolve) => {
          waiting.set(key, resolve);
          setTimeout(() => resolve(undefined), longest);
        });
      },
    };
    new MutationObserver(scan).observe(document, { childList: true, subtree: true, characterData: true });
  });
}
