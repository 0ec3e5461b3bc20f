import { CustomerPage } from '#lib/customer/customer.graphql';
import { query } from '#lib/graph/query.ts';
import { CustomerPeople } from '#lib/invitation/customer-people.graphql';
import type { PageLoad } from './$types';

/** Who sees the people of the portal. */
const seers = ['partner_admin', 'hotline_consultant', 'sales'];

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const peopleVariables = { customerId: event.params.id, includeLeft: event.url.searchParams.has('left') };
  const [page, people] = await Promise.all([
    query(event, CustomerPage, { id: event.params.id }, { live: true }),
    viewer.roles.some((role) => seers.includes(role))
      ? query(event, CustomerPeople, peopleVariables, { live: true })
      : null,
  ]);
  return { page, people, peopleVariables };
};
