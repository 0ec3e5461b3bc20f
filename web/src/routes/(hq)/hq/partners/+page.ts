import { query } from '#lib/graph/query.ts';
import type { PartnershipState } from '#lib/graph/schema.generated.ts';
import { PartnershipList, type PartnershipListVariables, Provinces } from '#lib/partner/partnership.graphql';
import type { PageLoad } from './$types';

const states: PartnershipState[] = ['INVITED', 'ACTIVE', 'SUSPENDED', 'LEAVING', 'LEFT'];

export const load: PageLoad = async (event) => {
  const search = event.url.searchParams;
  const state = states.find((one) => one === search.get('state'));
  const year = Number(search.get('since'));
  const variables: PartnershipListVariables = {
    search: search.get('q')?.trim() || null,
    states: state ? [state] : null,
    provinceCode: /^\d{6}$/.test(search.get('province') ?? '') ? search.get('province') : null,
    sinceYear: Number.isInteger(year) && year > 2000 && year < 2200 ? year : null,
    after: null,
  };
  const [list, { divisions }] = await Promise.all([
    query(event, PartnershipList, variables, { live: true }),
    query(event, Provinces, {}, { live: true }),
  ]);
  return { variables, state: state ?? null, list, provinces: divisions };
};
