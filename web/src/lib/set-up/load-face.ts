import { type LoadContext, query } from '#lib/graph/query.ts';
import { PartnerFace, type PartnerFaceResult } from './set-up.graphql';

/** The partner as its pages show it: name and logo. Where that service is away, or for somebody who has none, the page goes without. */
export const loadFace = async (event: LoadContext): Promise<{ face: PartnerFaceResult['partner'] | null }> => {
  const told = await query(event, PartnerFace, {}, { live: true }).catch(() => null);
  return { face: told?.partner ?? null };
};
