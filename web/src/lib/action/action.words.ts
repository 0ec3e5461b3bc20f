import Ban from '@lucide/svelte/icons/ban';
import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Check from '@lucide/svelte/icons/check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Hand from '@lucide/svelte/icons/hand';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import Hourglass from '@lucide/svelte/icons/hourglass';
import MapPin from '@lucide/svelte/icons/map-pin';
import MessageSquare from '@lucide/svelte/icons/message-square';
import Phone from '@lucide/svelte/icons/phone';
import Play from '@lucide/svelte/icons/play';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Route from '@lucide/svelte/icons/route';
import Ticket from '@lucide/svelte/icons/ticket';
import Truck from '@lucide/svelte/icons/truck';
import UserCheck from '@lucide/svelte/icons/user-check';
import UserSearch from '@lucide/svelte/icons/user-search';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

/** How an action looks: its verb, its key on the page, its icon. */
export interface ActionWords {
  label: () => string;
  key: string;
  icon: Component<{ class?: string }>;
}

/** The verbs of each noun's machine, the likeliest next one first. */
export const actionWords = {
  ticket: {
    take: { label: m.words_action_take, key: 't', icon: Hand },
    dispatch: { label: m.words_action_dispatch, key: 'd', icon: Truck },
    resume: { label: m.words_action_resume, key: 'r', icon: Play },
    confirm: { label: m.words_action_confirm_ticket, key: 'c', icon: Check },
    resolve: { label: m.words_action_resolve, key: 's', icon: Check },
    wait: { label: m.words_action_wait, key: 'w', icon: Hourglass },
    note: { label: m.words_action_note, key: 'n', icon: MessageSquare },
    reopen: { label: m.words_action_reopen, key: 'o', icon: RotateCcw },
  },
  order: {
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
  },
  call: {
    raise: { label: m.words_action_raise, key: 'r', icon: Ticket },
    solve: { label: m.words_action_solve, key: 's', icon: Check },
    match: { label: m.words_action_match, key: 'm', icon: UserSearch },
  },
} satisfies Record<string, Record<string, ActionWords>>;

export type ActionNoun = keyof typeof actionWords;
