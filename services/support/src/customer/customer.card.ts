import type { Card } from '@landfall/kit/rows/shape';

/** The customer's name, joined from its card. */
export const customerCard: Card = { view: 'customers.customer_card', by: 'customer_id', fields: { name: 'name' } };
