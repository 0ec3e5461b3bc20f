import { type LoadContext, query } from '#lib/graph/query.ts';
import { SupportNow, type SupportNowResult } from './support-desk.graphql';

/** Whether headquarters may be inside just now. Where that service is away the page has no banner, and nothing else is missing. */
export const loadPresence = async (event: LoadContext): Promise<{ presence: SupportNowResult | null }> => ({
  presence: await query(event, SupportNow, {}, { live: true }).catch(() => null),
});
