import { defineNoun } from '@landfall/kit/policy/noun';
import { allOf, anyOf, desk, type Policy, portal, type Rule } from '@landfall/kit/policy/policy';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { CUSTOMER_KEEPER, HEADQUARTERS_KEEPER, PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { Invitation } from './invitation.entity.ts';

const isOfOwnCustomer: Rule<Invitation> = (viewer, { customerId }) => viewer.customers.includes(customerId ?? '');
const atHeadquarters: Rule<Invitation> = (viewer) => viewer.surface === 'hq' && hasRole(viewer, HEADQUARTERS_KEEPER);
const keeper = anyOf(
  desk<Invitation>(PEOPLE_KEEPER),
  allOf(portal<Invitation>(CUSTOMER_KEEPER), isOfOwnCustomer),
  atHeadquarters,
);

/** Who may do what with an invitation: the partner's administrator; the customer's own to its company's; headquarters' to headquarters. */
export const invitationPolicy: Policy<Invitation> = { resend: keeper, withdraw: keeper };

defineNoun({ name: 'invitation', entity: Invitation, policy: invitationPolicy });
