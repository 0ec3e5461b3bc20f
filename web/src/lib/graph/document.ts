import type { DocumentNode } from 'graphql';

/** An operation compiled from a `.graphql` file: the tree for the cache, the text for the wire, types for the page. */
export interface GraphDocument<Result, Variables> extends DocumentNode {
  name: string;
  text: string;
  /** Never there at run time; carries the types. */
  readonly __types?: (variables: Variables) => Result;
}
