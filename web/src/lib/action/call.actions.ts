import Check from '@lucide/svelte/icons/check';
import Ticket from '@lucide/svelte/icons/ticket';
import UserSearch from '@lucide/svelte/icons/user-search';
import { m } from '#lib/paraglide/messages.js';
import type { ActionWords } from './action.words.ts';

/** The verbs of a call's machine, the likeliest next one first. */
export const callActions = {
  raise: { label: m.words_action_raise, key: 'r', icon: Ticket },
  solve: { label: m.words_action_solve, key: 's', icon: Check },
  match: { label: m.words_action_match, key: 'm', icon: UserSearch },
} satisfies Record<string, ActionWords>;
