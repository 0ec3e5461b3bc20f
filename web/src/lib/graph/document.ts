import type { DefinitionNode, DocumentNode } from 'graphql';
import { parseText } from './parse-text.ts';

/** An operation compiled from a `.graphql` file: what names it to the server, the tree for the cache, types for the page. */
export interface GraphDocument<Result, Variables> extends DocumentNode {
  name: string;
  /** How a request says which operation it means. */
  asked: Asked;
  /** Never there at run time; carries the types. */
  readonly __types?: (variables: Variables) => Result;
}

/** Built pages name an operation by its id, which the server knows; pages that are being written send the text. */
export type Asked = { documentId: string } | { query: string };

/** A fragment with those it spreads; the build writes these. */
export interface Fragment {
  text: string;
  spreads: readonly Fragment[];
}

/** @public the build writes calls of it */
export const fragment = (text: string, ...spreads: Fragment[]): Fragment => ({ text, spreads });

const withSpreads = (fragments: readonly Fragment[], into = new Set<Fragment>()): Set<Fragment> => {
  for (const one of fragments) {
    if (into.has(one)) continue;
    into.add(one);
    withSpreads(one.spreads, into);
  }
  return into;
};

const byId = /^[\da-f]{64}$/;

/** The browser gets what the cache reads as small texts that share their fragments; the tree is made when it first asks. */
class Operation implements DocumentNode {
  readonly kind = 'Document' as DocumentNode['kind'];
  readonly name: string;
  readonly asked: Asked;
  readonly #texts: readonly string[];
  #definitions: readonly DefinitionNode[] | undefined;

  constructor(name: string, idOrText: string, text: string, fragments: readonly Fragment[]) {
    this.name = name;
    this.asked = byId.test(idOrText) ? { documentId: idOrText } : { query: idOrText };
    this.#texts = [text, ...[...withSpreads(fragments)].map((one) => one.text)];
  }

  get definitions(): readonly DefinitionNode[] {
    this.#definitions ??= this.#texts.flatMap(parseText);
    return this.#definitions;
  }
}

/** @public the build writes calls of it */
export const operation = (
  name: string,
  idOrText: string,
  text: string,
  ...fragments: Fragment[]
): GraphDocument<unknown, unknown> => new Operation(name, idOrText, text, fragments);
