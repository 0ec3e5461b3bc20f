import { defineNoun } from '@landfall/kit/policy/noun';
import { desk, type Policy } from '@landfall/kit/policy/policy';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { SupportGrant } from './support-grant.entity.ts';
import { SupportRequest } from './support-request.entity.ts';

/** Who answers at a partner. */
export const SUPPORT_KEEPER = 'partner_admin';

/** Headquarters takes back what it asked for: who asked, or its administrator. */
export const supportRequestPolicy: Policy<SupportRequest> = {
  withdrawSupportAccess: (viewer, request) =>
    viewer.surface === 'hq' && (viewer.membershipId === request.askedById || hasRole(viewer, 'hq_admin')),
};

/** The partner ends what it granted. */
export const supportGrantPolicy: Policy<SupportGrant> = { endSupportAccess: desk(SUPPORT_KEEPER) };

defineNoun({ name: 'supportRequest', entity: SupportRequest, policy: supportRequestPolicy });
defineNoun({ name: 'supportAccess', entity: SupportGrant, policy: supportGrantPolicy });
