import type { Shape } from '@landfall/kit/rows/shape';

/** How contacts are read. */
export const contactShape: Shape = {
  table: 'customers.contact',
  alias: 'k',
  customer: 'k.customer_id',
  columns: {
    id: 'k.id',
    name: 'k.name',
    post: 'k.post',
    phone: 'k.phone',
    mobile: 'k.mobile',
    email: 'k.email',
    isPrimary: 'k.is_primary',
  },
};
