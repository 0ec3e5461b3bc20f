import { query } from '#lib/graph/query.ts';
import type { MemberState } from '#lib/graph/schema.generated.ts';
import { part } from '#lib/part/part.ts';
import { InvitationList, StaffList } from '#lib/staff/staff-list.graphql';
import type { PageLoad } from './$types';

const states: Record<string, MemberState> = { absent: 'ABSENT', left: 'LEFT' };

/** The partner's people, or the open invitations; what narrows the list is in the address. */
export const load: PageLoad = async (event) => {
  const from = event.url.searchParams;
  const asked = (name: string) => from.get(name)?.trim() || null;
  const chosen = asked('state') ?? 'active';
  const narrowed = { search: asked('q'), role: asked('role'), department: asked('department'), after: null };
  if (chosen === 'invited') {
    const [invited, { default: Invitations }] = await Promise.all([
      query(event, InvitationList, narrowed, { live: true }),
      part(() => import('#lib/staff/invitation-list.svelte')),
    ]);
    return { chosen, invitedVariables: narrowed, invited, Invitations, variables: null, list: null };
  }
  const variables = { ...narrowed, division: asked('region'), state: states[chosen] ?? ('ACTIVE' as const) };
  const list = await query(event, StaffList, variables, { live: true });
  return { chosen, variables, list, invitedVariables: null, invited: null, Invitations: null };
};
