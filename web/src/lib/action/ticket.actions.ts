import Check from '@lucide/svelte/icons/check';
import Hand from '@lucide/svelte/icons/hand';
import Hourglass from '@lucide/svelte/icons/hourglass';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Play from '@lucide/svelte/icons/play';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Truck from '@lucide/svelte/icons/truck';
import { m } from '#lib/paraglide/messages.js';
import type { ActionWords } from './action.words.ts';

/** The verbs of a ticket's machine, the likeliest next one first. */
export const ticketActions = {
  take: { label: m.words_action_take, key: 't', icon: Hand },
  dispatch: { label: m.words_action_dispatch, key: 'd', icon: Truck },
  resume: { label: m.words_action_resume, key: 'r', icon: Play },
  confirm: { label: m.words_action_confirm_ticket, key: 'c', icon: Check },
  resolve: { label: m.words_action_resolve, key: 's', icon: Check },
  wait: { label: m.words_action_wait, key: 'w', icon: Hourglass },
  note: { label: m.words_action_note, key: 'n', icon: MessageSquare },
  reopen: { label: m.words_action_reopen, key: 'o', icon: RotateCcw },
} satisfies Record<string, ActionWords>;
