import type { Shape } from '@landfall/kit/rows/shape';
import { FACTS, factColumns } from '../entitlement/entitlement-facts.ts';

/** How registered products are read. */
export const registeredProductShape: Shape = {
  table: 'customers.registered_product',
  alias: 'p',
  customer: 'p.customer_id',
  columns: {
    id: 'p.id',
    ...factColumns('p'),
    version: 'p.version',
    purchasedOn: 'p.purchased_on',
    entitlement: { needs: ['id', ...FACTS] },
  },
};
