import Ban from '@lucide/svelte/icons/ban';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Phone from '@lucide/svelte/icons/phone';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Route from '@lucide/svelte/icons/route';
import UserCheck from '@lucide/svelte/icons/user-check';
import { m } from '#lib/paraglide/messages.js';
import type { ActionWords } from './action.words.ts';

/** The verbs of a dispatch order's machine, the likeliest next one first. */
export const orderActions = {
  assign: { label: m.words_action_assign, key: 'a', icon: UserCheck },
  contact: { label: m.words_action_contact, key: 'c', icon: Phone },
  schedule: { label: m.words_action_schedule, key: 's', icon: CalendarCheck },
  acceptPrice: { label: m.words_action_accept_price, key: 'p', icon: HandCoins },
  depart: { label: m.words_action_depart, key: 'd', icon: Route },
  arrive: { label: m.words_action_arrive, key: 'v', icon: MapPin },
  record: { label: m.words_action_record, key: 'e', icon: ClipboardList },
  confirm: { label: m.words_action_confirm_record, key: 'y', icon: Check },
  redispatch: { label: m.words_action_redispatch, key: 'r', icon: RotateCcw },
  reschedule: { label: m.words_action_reschedule, key: 'm', icon: CalendarClock },
  dispute: { label: m.words_action_dispute, key: 'x', icon: MessageSquare },
  cancel: { label: m.words_action_cancel, key: 'z', icon: Ban },
} satisfies Record<string, ActionWords>;
