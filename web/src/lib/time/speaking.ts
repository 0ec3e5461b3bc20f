import { language } from '#lib/locale/locale.svelte.ts';
import { page } from '$app/state';
import { clock } from './clock.ts';
import type { Speaking } from './spoken.ts';

/** How this page says times: the partner's zone, the reader's language, the ticking present. A rune in templates. */
export const speaking = (): Speaking => ({
  zone: page.data.viewer?.timeZone ?? 'Asia/Shanghai',
  locale: language.current,
  now: clock.now,
});
