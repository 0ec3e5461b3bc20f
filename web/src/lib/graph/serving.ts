import type { Answer } from './answer.ts';
import type { GraphDocument } from './document.ts';

/** Answers a page's question on the server, and has its HTML carry the answer. */
export type Serve = <R, V>(
  document: GraphDocument<R, V>,
  variables: V,
) => Promise<{ answer: Answer<R>; status: number }>;

/** How the server answers (`serving.server.ts`). Never there in a browser. */
export const serving: { serve?: Serve } = {};
