import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '#lib/locale/locales.ts';
import type { Landfall } from '#lib/session/landfall.ts';
import type { Answer } from './answer.ts';
import type { GraphDocument } from './document.ts';
import { questionOf, SERVED } from './served.ts';
import { serving } from './serving.ts';

/** Questions of one page: each is asked once, and its answer travels with the page. */
export class Served {
  readonly #landfall: Landfall;
  readonly #locale: Locale;
  readonly #asked = new Map<string, Promise<{ answer: Answer<unknown>; status: number }>>();
  /** Answers as the server wrote them, each with its question. */
  readonly #texts: string[] = [];

  constructor(landfall: Landfall, locale: Locale) {
    this.#landfall = landfall;
    this.#locale = locale;
  }

  ask(
    document: GraphDocument<unknown, unknown>,
    variables: unknown,
  ): Promise<{ answer: Answer<unknown>; status: number }> {
    const question = questionOf(document, variables);
    let asked = this.#asked.get(question);
    if (!asked) {
      asked = this.#answer(question, document, variables);
      this.#asked.set(question, asked);
    }
    return asked;
  }

  async #answer(question: string, document: GraphDocument<unknown, unknown>, variables: unknown) {
    const { status, body } = await this.#landfall.graphql({
      operationName: document.name,
      ...document.asked,
      variables: variables as Record<string, unknown>,
      headers: { 'accept-language': this.#locale },
    });
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    this.#texts.push(`${JSON.stringify(question)}:${text}`);
    return { answer: JSON.parse(text) as Answer<unknown>, status };
  }

  /** The element of the page's HTML that carries the answers; nothing where nothing was asked. */
  get element(): string {
    if (this.#texts.length === 0) return '';
    const text = this.#texts.join(',').replaceAll('<', '\\u003c');
    return `<script type="application/json" id="${SERVED}">{${text}}</script>`;
  }
}

const current = new AsyncLocalStorage<Served>();

serving.serve = (document, variables) => {
  const page = current.getStore();
  if (!page) throw new Error('Outside of a request nobody answers');
  return page.ask(document as GraphDocument<unknown, unknown>, variables) as never;
};

/** Renders a page whose questions `served` answers. */
export const answeredBy = <T>(served: Served, work: () => T): T => current.run(served, work);
