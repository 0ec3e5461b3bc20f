import type { Card } from '@landfall/kit/rows/shape';

/** What the customer's card tells, joined in the same statement. */
export const customerCard: Card = {
  view: 'customers.customer_card',
  by: 'customer_id',
  fields: {
    number: 'number',
    name: 'name',
    shortName: 'short_name',
    divisionCode: 'division_code',
    divisionName: 'division_name',
    address: 'address',
    phone: 'phone',
    isRemote: 'is_remote',
  },
};
