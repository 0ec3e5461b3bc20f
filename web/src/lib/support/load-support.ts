import { type LoadContext, query } from '#lib/graph/query.ts';
import type { SupportAccessState } from '#lib/graph/schema.generated.ts';
import { SupportAccessList, type SupportAccessListVariables } from './support.graphql';
import { supportStates } from './support.words.ts';

/** The list as the address asks for it. */
export const loadSupport = async (event: LoadContext) => {
  const search = event.url.searchParams;
  const state = (Object.keys(supportStates) as SupportAccessState[]).find((one) => one === search.get('state'));
  const variables: SupportAccessListVariables = {
    states: state ? [state] : null,
    search: search.get('q')?.trim() || null,
    after: null,
  };
  return { variables, list: await query(event, SupportAccessList, variables, { live: true }) };
};
