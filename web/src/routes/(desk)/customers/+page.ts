import { CustomerList, type CustomerListVariables } from '#lib/customer/customer.graphql';
import { query } from '#lib/graph/query.ts';
import type { EntitlementVerdict, ProductLine } from '#lib/graph/schema.generated.ts';
import type { PageLoad } from './$types';

const lines: ProductLine[] = ['KIS', 'K3'];
const verdicts: EntitlementVerdict[] = ['IN_SERVICE', 'ENDED', 'NOT_STARTED', 'NO_PRODUCT'];

export const load: PageLoad = async (event) => {
  const search = event.url.searchParams;
  const variables: CustomerListVariables = {
    search: search.get('q')?.trim() || null,
    line: lines.find((one) => one === search.get('line')) ?? null,
    verdict: verdicts.find((one) => one === search.get('verdict')) ?? null,
    after: null,
  };
  return { variables, list: await query(event, CustomerList, variables, { live: true }) };
};
