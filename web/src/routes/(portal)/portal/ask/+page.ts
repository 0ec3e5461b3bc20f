import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';
import { PortalProducts } from './ask.graphql';

export const load: PageLoad = async (event) => {
  const { customer } = await query(event, PortalProducts, {});
  return { products: customer.registeredProducts };
};
