import type { CardView } from '@landfall/kit/service/service';

const readers = ['desk', 'portal'] as const;

/** What other services' reads may join of a customer: a contract, column by column. */
export const customerCards: readonly CardView[] = [
  {
    name: 'customers.customer_card',
    readers,
    select: `select tenant_id, id, number, name, short_name, sort_key, division_code, division_name, address, is_remote, phone
      from customers.customer`,
  },
  {
    name: 'customers.contact_card',
    readers,
    select: 'select tenant_id, id, customer_id, name, post, phone, mobile from customers.contact',
  },
  {
    name: 'customers.site_card',
    readers,
    select: `select tenant_id, id, customer_id, name, division_code, division_name, address, how_to_get_there, is_remote
      from customers.site`,
  },
  {
    name: 'customers.product_card',
    readers,
    select: `select tenant_id, id, customer_id, product_name, line, version, serial, service_starts_on, service_ends_on
      from customers.registered_product`,
  },
];
