import { query } from '#lib/graph/query.ts';
import { loadSupport } from '#lib/support/load-support.ts';
import { SupportPartners } from '#lib/support/support-hq.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const [support, { networkPartners }] = await Promise.all([
    loadSupport(event),
    query(event, SupportPartners, {}, { live: true }),
  ]);
  return { ...support, partners: networkPartners };
};
