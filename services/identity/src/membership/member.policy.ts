import { defineNoun } from '@landfall/kit/policy/noun';
import { allOf, anyOf, desk, type Policy, portal, type Rule } from '@landfall/kit/policy/policy';
import { CUSTOMER_KEEPER, PEOPLE_KEEPER } from './member.roles.ts';
import { Membership } from './membership.entity.ts';

const isOfOwnCustomer: Rule<Membership> = (viewer, { customerId }) => viewer.customers.includes(customerId ?? '');
const administrator = desk<Membership>(PEOPLE_KEEPER);
const keeper = anyOf(administrator, allOf(portal<Membership>(CUSTOMER_KEEPER), isOfOwnCustomer));

/** Who may do what to a membership: the partner's administrator, and a customer's to its own company's. Credentials are nobody's but the person's. */
export const memberPolicy: Policy<Membership> = {
  change: keeper,
  end: keeper,
  keepAbsence: administrator,
};

defineNoun({ name: 'member', entity: Membership, policy: memberPolicy });
