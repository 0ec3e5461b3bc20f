import { defineNoun } from '@landfall/kit/policy/noun';
import { type Policy, type Rule, system } from '@landfall/kit/policy/policy';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { Partnership } from './partnership.entity.ts';
import { partnershipMachine } from './partnership.machine.ts';

/** Who keeps partners at headquarters. */
export const PARTNER_KEEPERS = ['hq_admin'] as const;

const keeper: Rule<Partnership> = (viewer) => viewer.surface === 'hq' && hasRole(viewer, ...PARTNER_KEEPERS);

/** Who may do what to a partner's standing. That its set-up is finished a partner tells itself. */
export const partnershipPolicy: Policy<Partnership> = {
  activate: system(),
  resendInvitation: keeper,
  updateContact: keeper,
  withdraw: keeper,
  suspend: keeper,
  reopen: keeper,
  leave: keeper,
  stay: keeper,
  finishLeaving: keeper,
};

defineNoun({ name: 'partner', entity: Partnership, policy: partnershipPolicy, machine: partnershipMachine });
