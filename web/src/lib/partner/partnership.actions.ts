import Ban from '@lucide/svelte/icons/ban';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import LogOut from '@lucide/svelte/icons/log-out';
import Pause from '@lucide/svelte/icons/pause';
import Pencil from '@lucide/svelte/icons/pencil';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Send from '@lucide/svelte/icons/send';
import Undo from '@lucide/svelte/icons/undo-2';
import type { ActionWords } from '#lib/action/action.words.ts';
import { m } from '#lib/paraglide/messages.js';

/** The verbs of a partner's life, the likeliest next one first. */
export const partnershipActions = {
  reopen: { label: m.partners_act_reopen, key: 'o', icon: RotateCcw },
  resendInvitation: { label: m.partners_act_resend, key: 'r', icon: Send },
  finishLeaving: { label: m.partners_act_finish, key: 'f', icon: CircleCheck },
  updateContact: { label: m.partners_act_contact, key: 'e', icon: Pencil },
  suspend: { label: m.partners_act_suspend, key: 's', icon: Pause },
  stay: { label: m.partners_act_stay, key: 'y', icon: Undo },
  leave: { label: m.partners_act_leave, key: 'l', icon: LogOut },
  withdraw: { label: m.partners_act_withdraw, key: 'w', icon: Ban },
} satisfies Record<string, ActionWords>;
