import Ban from '@lucide/svelte/icons/ban';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import LogOut from '@lucide/svelte/icons/log-out';
import type { PartnershipState } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import type { StateWords } from '#lib/state/state.words.ts';

/** How a partner stands, in words, a tone and an icon. */
export const partnershipStates: Record<PartnershipState, StateWords> = {
  INVITED: { label: m.partners_state_invited, tone: 'new', icon: CircleDashed },
  ACTIVE: { label: m.partners_state_active, tone: 'done', icon: CircleCheck },
  SUSPENDED: { label: m.partners_state_suspended, tone: 'bad', icon: CircleAlert },
  LEAVING: { label: m.partners_state_leaving, tone: 'waiting', icon: LogOut },
  LEFT: { label: m.partners_state_left, tone: 'off', icon: Ban },
};

const steps: Record<string, () => string> = {
  onboard: m.partners_did_onboard,
  activate: m.partners_did_activate,
  resendInvitation: m.partners_did_resend,
  updateContact: m.partners_did_contact,
  withdraw: m.partners_did_withdraw,
  suspend: m.partners_did_suspend,
  reopen: m.partners_did_reopen,
  leave: m.partners_did_leave,
  stay: m.partners_did_stay,
  finishLeaving: m.partners_did_finish,
};

/** What somebody did with a partner; a step this page doesn't know is shown as it is. */
export const stepWords = (action: string): string => steps[action]?.() ?? action;

/** Public holidays a partner observes. */
export const calendarWords: Record<string, () => string> = {
  CN: m.partners_calendar_cn,
  HK: m.partners_calendar_hk,
  TW: m.partners_calendar_tw,
};
