import { query } from '#lib/graph/query.ts';
import { StaffMember } from '#lib/staff/staff-member.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, StaffMember, { id: event.params.id }, { live: true }),
});
