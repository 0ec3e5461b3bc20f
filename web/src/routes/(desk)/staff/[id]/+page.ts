import { query } from '#lib/graph/query.ts';
import { MemberHistory } from '#lib/staff/member-history.graphql';
import { StaffMember } from '#lib/staff/staff-member.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { id } = event.params;
  const historyVariables = { filter: { nounId: id } };
  const [page, history] = await Promise.all([
    query(event, StaffMember, { id }, { live: true }),
    query(event, MemberHistory, historyVariables, { live: true }),
  ]);
  return { page, history, historyVariables };
};
