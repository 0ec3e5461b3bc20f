import { Problem } from '../problem/problem.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** How long a proof holds for what needs one. Minutes. */
export const PROOF_MINUTES = 10;

/**
 * For rights, exports, support access and credentials: the person has proven to be it within the last ten minutes.
 * @throws Problem FORBIDDEN `proofNeeded`, or `personOnly` where no person asks
 */
export function requireProof(viewer: Viewer, now = Temporal.Now.instant()): void {
  if (viewer.way === 'SYSTEM') return;
  if (viewer.scopes !== null) throw new Problem('FORBIDDEN', 'personOnly');
  const proven = viewer.provenAt && Temporal.Instant.from(viewer.provenAt);
  if (!proven || Temporal.Instant.compare(proven.add({ minutes: PROOF_MINUTES }), now) < 0)
    throw new Problem('FORBIDDEN', 'proofNeeded');
}
