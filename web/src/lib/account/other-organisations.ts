import { ask } from '#lib/graph/query.ts';
import { OwnMemberships, type OwnMembershipsResult } from './own-memberships.graphql';

/** A membership of one's own. */
export type Organisation = OwnMembershipsResult['account']['memberships'][number];

/** Where one could be besides here. @throws Problem */
export const otherOrganisations = async (): Promise<readonly Organisation[]> => {
  const { account } = await ask(OwnMemberships, {});
  return account.memberships.filter(({ isCurrent }) => !isCurrent);
};
