import { machine } from '@landfall/kit/machine/machine';

/** How a partner stands with headquarters. Texts with a check, never a native enum. */
export type PartnershipState = 'INVITED' | 'ACTIVE' | 'SUSPENDED' | 'LEAVING' | 'LEFT';

/**
 * A partner's life: invited until its first administrator finished the set-up; suspended with its data kept; leaving while
 * its administrator takes everything along. One who has left comes back as a new partner.
 */
export const partnershipMachine = machine<PartnershipState>({
  INVITED: { resendInvitation: 'INVITED', updateContact: 'INVITED', activate: 'ACTIVE', withdraw: 'LEFT' },
  ACTIVE: { updateContact: 'ACTIVE', suspend: 'SUSPENDED', leave: 'LEAVING' },
  SUSPENDED: { reopen: 'ACTIVE', updateContact: 'SUSPENDED', leave: 'LEAVING' },
  LEAVING: { finishLeaving: 'LEFT', stay: 'ACTIVE', updateContact: 'LEAVING', suspend: 'SUSPENDED' },
  LEFT: {},
});
