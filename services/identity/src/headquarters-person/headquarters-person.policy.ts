import { defineNoun } from '@landfall/kit/policy/noun';
import type { Policy, Rule } from '@landfall/kit/policy/policy';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { HeadquartersMembership } from '../membership/headquarters-membership.entity.ts';
import { HEADQUARTERS_KEEPER } from '../membership/member.roles.ts';

const keeper: Rule<HeadquartersMembership> = (viewer) =>
  viewer.surface === 'hq' && hasRole(viewer, HEADQUARTERS_KEEPER);

/** Who may do what to a membership at headquarters: its administrator. Credentials are nobody's but the person's. */
export const headquartersPersonPolicy: Policy<HeadquartersMembership> = { change: keeper, end: keeper };

defineNoun({ name: 'headquartersMember', entity: HeadquartersMembership, policy: headquartersPersonPolicy });
