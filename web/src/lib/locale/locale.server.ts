import { AsyncLocalStorage } from 'node:async_hooks';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Locale } from './locales.ts';

const current = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => current.getStore() ?? 'zh-CN');

/** Runs one request in its reader's language. */
export const inLocale = <T>(locale: Locale, work: () => T): T => current.run(locale, work);
