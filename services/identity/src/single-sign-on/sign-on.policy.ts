import { defineNoun } from '@landfall/kit/policy/noun';
import { desk, type Policy } from '@landfall/kit/policy/policy';
import { PEOPLE_KEEPER } from '../membership/member.roles.ts';
import { SignOn } from './sign-on.entity.ts';

const administrator = desk<SignOn>(PEOPLE_KEEPER);

/** How a partner's people sign in is its administrators' matter. */
export const signOnPolicy: Policy<SignOn> = {
  saveSignOn: administrator,
  enableSignOn: administrator,
  disableSignOn: administrator,
  renewCompanyCode: administrator,
};

defineNoun({ name: 'signOn', entity: SignOn, policy: signOnPolicy });
