import { AuditList, AuditPeople } from '#lib/audit/audit.graphql';
import { filterOf, filtersOf } from '#lib/audit/audit-filters.ts';
import { type LoadContext, query } from '#lib/graph/query.ts';

/** The trail as the address asks for it. */
export const loadTrail = async (event: LoadContext, timeZone: string) => {
  const filters = filtersOf(event.url.searchParams);
  const variables = { filter: filterOf(filters, timeZone), after: null, first: 50 };
  const [list, people] = await Promise.all([query(event, AuditList, variables), query(event, AuditPeople, {})]);
  return { filters, variables, list, people: people.auditPeople };
};
