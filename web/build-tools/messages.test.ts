import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { webFolder } from './graphql-sources.ts';

const locales = ['zh-CN', 'zh-TW', 'en'];
const settings = JSON.parse(readFileSync(join(webFolder, 'project.inlang/settings.json'), 'utf8')) as {
  'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const areas = globSync('messages/zh-CN/*.json', { cwd: webFolder }).map((path) => basename(path, '.json'));
const read = (locale: string, area: string) =>
  JSON.parse(readFileSync(join(webFolder, 'messages', locale, `${area}.json`), 'utf8')) as Record<string, unknown>;
const inputs = (text: unknown) => [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe('every text exists in all three languages', () => {
  test('every file is read by Paraglide', () => {
    const patterns = areas.map((area) => `./messages/{locale}/${area}.json`).sort();
    expect(settings['plugin.inlang.messageFormat'].pathPattern.toSorted()).toEqual(patterns);
  });

  test.each(areas)('%s', (area) => {
    const [first = '', ...others] = locales;
    const base = read(first, area);
    for (const key of Object.keys(base)) expect(key.startsWith(`${area}_`), `${key} belongs to ${area}`).toBe(true);
    for (const locale of others) {
      const other = read(locale, area);
      expect(Object.keys(other).sort(), locale).toEqual(Object.keys(base).sort());
      for (const [key, text] of Object.entries(base))
        expect(inputs(other[key]), `${locale} ${key}`).toEqual(inputs(text));
    }
  });

  test('no text is left over', () => {
    const source = globSync('src/**/*.{svelte,ts}', { cwd: webFolder, exclude: ['src/lib/paraglide/**'] })
      .map((path) => readFileSync(join(webFolder, path), 'utf8'))
      .join('\n');
    const said = new Set([...source.matchAll(/\bm\.(\w+)/g)].map((found) => found[1]));
    const unsaid = areas.flatMap((area) => Object.keys(read('zh-CN', area))).filter((key) => !said.has(key));
    expect(unsaid).toEqual([]);
  });
});
