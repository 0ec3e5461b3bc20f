import { AuditList, AuditPeople } from '#lib/audit/audit.graphql';
import { filterOf, filtersOf } from '#lib/audit/audit-filters.ts';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const filters = filtersOf(event.url.searchParams);
  const variables = { filter: filterOf(filters, viewer.timeZone), after: null, first: 50 };
  const [list, people] = await Promise.all([query(event, AuditList, variables), query(event, AuditPeople, {})]);
  return { filters, variables, list, people: people.auditPeople };
};
