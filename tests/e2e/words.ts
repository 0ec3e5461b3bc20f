import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const MESSAGES = resolve(import.meta.dirname, '../../web/messages');

/** Says a message of the pages as its reader sees it. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** The words of the pages in a language: tests name a message, so polishing its text breaks no test. */
export function wordsOf(locale: 'zh-CN' | 'zh-TW' | 'en'): Say {
  const folder = resolve(MESSAGES, locale);
  const words: Record<string, unknown> = Object.assign(
    {},
    ...readdirSync(folder).map((file) => JSON.parse(readFileSync(resolve(folder, file), 'utf8'))),
  );
  return (key, values = {}) => {
    const text = words[key];
    if (typeof text !== 'string') throw new RangeError(`${locale} has no plain message ${key}`);
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
