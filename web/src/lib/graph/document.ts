import type { DefinitionNode, DocumentNode } from 'graphql';
import { parseText } from './parse-text.ts';

/** An operation compiled from a `.graphql` file: the text for the wire, the tree for the cache, types for the page. */
export interface GraphDocument<Result, Variables> extends DocumentNode {
  name: string;
  text: string;
  /** Never there at run time; carries the types. */
  readonly __types?: (variables: Variables) => Result;
}

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

/** The browser gets texts, which are small and share their fragments; the tree is made when the cache first asks. */
class Operation implements DocumentNode {
  readonly kind = 'Document' as DocumentNode['kind'];
  readonly name: string;
  readonly text: string;
  #definitions: readonly DefinitionNode[] | undefined;

  constructor(name: string, text: string, fragments: readonly Fragment[]) {
    this.name = name;
    this.text = [text, ...[...withSpreads(fragments)].map((one) => one.text)].join(' ');
  }

  get definitions(): readonly DefinitionNode[] {
    this.#definitions ??= parseText(this.text);
    return this.#definitions;
  }
}

/** @public the build writes calls of it */
export const operation = (name: string, text: string, ...fragments: Fragment[]): GraphDocument<unknown, unknown> =>
  new Operation(name, text, fragments);
