import early from '#lib/early/early.js?url&no-inline';
import type { Locale } from '#lib/locale/locales.ts';

/** Scripts of the page and where they are imported; each language but the first has its own (build-tools/one-language.plugin.ts). */
const code = /((?:href="|import\(")[./]*\/_app\/immutable\/)(entry|chunks|nodes)\//g;
const codeFolders: Record<Locale, string> = { 'zh-CN': '', 'zh-TW': 'zh-TW/', en: 'en/' };

interface Reader {
  locale: Locale;
  theme: string;
  /** The answers the page was rendered from, as an element. */
  served: string;
}

/**
 * A page's text as its reader gets it, as bytes. What is a reader's own stands before the body and in the script at its
 * end: the body between them, by far the most, is taken as it is.
 */
export const pageOf = (html: string, { locale, theme, served }: Reader): Uint8Array<ArrayBuffer> => {
  const body = html.indexOf('<body');
  const script = Math.max(body, html.lastIndexOf('<script'));
  const own = (text: string) => (codeFolders[locale] ? text.replace(code, `$1${codeFolders[locale]}$2/`) : text);
  const head = html
    .slice(0, body)
    .replace('%landfall.lang%', locale)
    .replace('%landfall.theme%', theme)
    .replace('%landfall.early%', early);
  const parts = [own(head), html.slice(body, script), served, own(html.slice(script))];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
};
