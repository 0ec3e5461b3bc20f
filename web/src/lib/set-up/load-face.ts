import { type LoadContext, query } from '#lib/graph/query.ts';
import { PartnerFace, type PartnerFaceResult } from './set-up.graphql';

/** The partner as its pages show it: name and logo. */
export const loadFace = async (event: LoadContext): Promise<{ face: PartnerFaceResult['partner'] }> => {
  const { partner } = await query(event, PartnerFace, {}, { live: true });
  return { face: partner };
};
