import { defineNoun } from '@landfall/kit/policy/noun';
import { desk, type Policy } from '@landfall/kit/policy/policy';
import { HOTLINE, PEOPLE_KEEPERS } from '../role/roles.ts';
import { Call } from './call.entity.ts';
import { callMachine } from './call.machine.ts';

const hotline = desk<Call>(...HOTLINE);

/** Who may do what to a call: everybody who answers the hotline. */
export const callPolicy: Policy<Call> = {
  answer: hotline,
  match: hotline,
  solve: hotline,
  raise: hotline,
  handOver: desk(...PEOPLE_KEEPERS),
};

defineNoun({ name: 'call', entity: Call, policy: callPolicy, machine: callMachine });
