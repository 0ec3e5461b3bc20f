import { notFound, Problem } from '../problem/problem.ts';
import type { Viewer } from '../viewer/viewer.ts';

/**
 * What of a service is open to headquarters' person inside a partner, by root field. What isn't named is closed, whatever
 * its audience: a new field is nobody's before somebody has thought of it.
 */
export interface OpenToSupport {
  /** Queries and subscriptions. */
  readonly reads: readonly string[];
  /** Mutations, where the partner granted working along; roles and policies are asked as of anybody. */
  readonly works?: readonly string[];
}

/** @throws Problem FORBIDDEN `supportReadOnly`, or NOT_FOUND for what support never sees */
export function requireMayVisit(viewer: Viewer, root: string, field: string, open: OpenToSupport | undefined): void {
  if (!viewer.support) return;
  if (Date.parse(viewer.support.endsAt) <= Date.now()) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  if (root !== 'Mutation') {
    if (!open?.reads.includes(field)) throw notFound();
    return;
  }
  if (!viewer.support.mayWrite) throw new Problem('FORBIDDEN', 'supportReadOnly');
  if (!open?.works?.includes(field)) throw new Problem('FORBIDDEN', 'supportClosed');
}
