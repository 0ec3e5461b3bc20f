import type { LiveSource } from '#lib/graph/live.svelte.ts';
import { CustomerPageChanged, CustomersTicketChanged, type CustomersTicketChangedResult } from './customer.graphql';

/** What moves a customer's card: its record, and its tickets and visits. */
export const changesOfCustomer = (id: string): LiveSource[] => [
  { document: CustomerPageChanged, variables: { id }, reread: true },
  {
    document: CustomersTicketChanged,
    reread: ({ ticketChanged }: CustomersTicketChangedResult) => ticketChanged?.customer?.id === id,
  },
];
