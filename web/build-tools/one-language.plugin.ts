import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { webFolder } from './graphql-sources.ts';

/** As in `src/lib/locale/locales.ts`; the first is what the plain folder speaks. */
const locales = ['zh-CN', 'zh-TW', 'en'] as const;
// Private-use characters: no minifier rewrites them, no text has them.
const [mark, between] = ['\uE000', '\uE001'];
const teller = fileURLToPath(import.meta.resolve('../src/lib/locale/told.ts'));
const marked = new RegExp(`${mark}([^${mark}]*)${mark}`, 'g');

const readMessages = (locale: string): Record<string, string> =>
  Object.assign(
    {},
    ...globSync(`messages/${locale}/*.json`, { cwd: webFolder }).map((path) =>
      JSON.parse(readFileSync(join(webFolder, path), 'utf8')),
    ),
  );

/**
 * Ships one language to a browser instead of three. The client is built once; beside each chunk in `_app/immutable`
 * stands the same chunk with only zh-TW, and only en (`_app/immutable/en/chunks/…`); `hooks.server.ts` leads a page to its
 * reader's. Words of another language come as one file when somebody changes it (`src/lib/locale/told.ts`).
 */
export const oneLanguage = (): Plugin => {
  let byLocale: Array<Record<string, string>> = [];
  let keys: string[] = [];
  const hash = () => createHash('sha256').update(JSON.stringify(byLocale)).digest('base64url').slice(0, 10);
  const read = () => {
    byLocale = locales.map(readMessages);
    keys = Object.keys(byLocale[0] ?? {}).sort();
  };
  const textOf = (key: string): string => {
    const texts = byLocale.map((messages) => messages[key]);
    if (texts.some((text) => typeof text !== 'string'))
      throw new Error(`${key}: a message with variants needs more than \`told\` can say`);
    return `${JSON.stringify(`${mark}${texts.join(between)}${mark}`)}, ${keys.indexOf(key)}`;
  };
  /** Words stand where they are said: a module of its own for each cost more than its text. */
  const withWords = (code: string) => {
    if (!/import\s*\{[^}]*\bm\b[^}]*\}\s*from\s*["'][^"']*\/paraglide\/messages\.js["']/.test(code)) return;
    let used = false;
    const said = code.replace(/(?<![\w$.])m\.([a-z]\w*)/g, (whole, key: string) => {
      if (!byLocale[0] || !(key in byLocale[0])) return whole;
      used = true;
      return `__told(${textOf(key)})`;
    });
    return used ? { code: `import { told as __told } from ${JSON.stringify(teller)};\n${said}`, map: null } : undefined;
  };
  return {
    name: 'landfall-one-language',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    configEnvironment(name) {
      read();
      return name === 'client' ? { define: { __WORDS__: JSON.stringify(hash()) } } : undefined;
    },
    transform: {
      order: 'post',
      filter: { code: /\bm\.\w|getLocale/ },
      handler(code, id) {
        if (!/\/paraglide\/(messages\/\w+|runtime)\.js$/.test(id)) return withWords(code);
        // All a browser asks of the runtime; `locale.svelte.ts` knows the language.
        if (id.endsWith('/runtime.js')) {
          return {
            code: `export const getLocale = () => '${locales[0]}';\nexport const overwriteGetLocale = () => {};`,
            map: null,
          };
        }
        const key = basename(id, '.js');
        if (key === '_index') return;
        return {
          code: `import { told } from '../../locale/told.ts';\nexport const ${key} = /* @__PURE__ */ told(${textOf(key)});`,
          map: null,
        };
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [index, locale] of locales.entries()) {
          const source = JSON.stringify(keys.map((key) => byLocale[index]?.[key]));
          this.emitFile({ type: 'asset', fileName: `_app/immutable/words/${locale}.${hash()}.json`, source });
        }
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          const speaking = (index: number) =>
            chunk.code.replace(marked, (_, texts: string) => texts.split(between)[index] ?? '');
          for (const [index, locale] of locales.entries()) {
            if (!index) continue;
            // One folder deeper than the styles, which every language shares.
            const source = speaking(index).replace(/(["'`])\.\.\/assets\//g, '$1../../assets/');
            this.emitFile({
              type: 'asset',
              fileName: chunk.fileName.replace('_app/immutable/', `_app/immutable/${locale}/`),
              source,
            });
          }
          chunk.code = speaking(0);
        }
      },
    },
  };
};
