import { language } from './locale.svelte.ts';

/**
 * What a message is in the browser: its text in the language the page came in, or in the one chosen since.
 * The build puts it in Paraglide's place (`build-tools/one-language.plugin.ts`).
 * @param text with `{name}` where an input goes
 * @param id the message's place in the words of another language
 */
export const told =
  (text: string, id: number) =>
  (inputs?: Record<string, unknown>): string => {
    const said = language.words?.[id] ?? text;
    return inputs ? said.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name])) : said;
  };
