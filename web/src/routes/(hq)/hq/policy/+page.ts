import { query } from '#lib/graph/query.ts';
import { FloorPage, FloorStandings } from '#lib/policy-floor/policy-floor.graphql';
import { floorAt } from '#lib/settings/policy.form.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const page = await query(event, FloorPage, {}, { live: true });
  const inForce = floorAt(page.policyFloors, Date.now());
  const floor = inForce && {
    clockMode: inForce.clockMode,
    contactHours: inForce.contactHours,
    onSiteHours: inForce.onSiteHours,
    openMinutes: inForce.openMinutes,
  };
  const { policyStandings } = floor ? await query(event, FloorStandings, { floor }) : { policyStandings: [] };
  return { page, standings: policyStandings };
};
