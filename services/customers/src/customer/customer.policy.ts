import { defineNoun } from '@landfall/kit/policy/noun';
import { desk, type Policy } from '@landfall/kit/policy/policy';
import { Customer } from './customer.entity.ts';

/** Who keeps companies, their people and places. */
export const CUSTOMER_KEEPERS = [
  'hotline_consultant',
  'sales',
  'area_supervisor',
  'service_operations',
  'department_manager',
  'partner_admin',
] as const;

/** Who registers what a company bought: a service term is money, so the hotline doesn't. */
export const CARD_KEEPERS = ['sales', 'service_operations', 'department_manager', 'partner_admin'] as const;

/** What may be done to a customer's record. */
export const customerPolicy: Policy<Customer> = {
  update: desk(...CUSTOMER_KEEPERS),
  addContact: desk(...CUSTOMER_KEEPERS),
  updateContact: desk(...CUSTOMER_KEEPERS),
  eraseContact: desk('partner_admin'),
  addSite: desk(...CUSTOMER_KEEPERS),
  registerProduct: desk(...CARD_KEEPERS),
};

// The customer with all that belongs to its record.
defineNoun({ name: 'customer', entity: Customer, policy: customerPolicy });
