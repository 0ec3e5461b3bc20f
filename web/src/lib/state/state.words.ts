import Ban from '@lucide/svelte/icons/ban';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import Truck from '@lucide/svelte/icons/truck';
import type { Component } from 'svelte';
import type { CallState, DispatchOrderState, Severity, TicketState } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';

export type StateTone = 'new' | 'moving' | 'waiting' | 'done' | 'bad' | 'off';

/** A state in words, a tone and an icon: never by colour alone. */
export interface StateWords {
  label: () => string;
  tone: StateTone;
  icon: Component<{ class?: string }>;
}

const is = (label: () => string, tone: StateTone, icon: StateWords['icon'] = CircleDot): StateWords => ({
  label,
  tone,
  icon,
});

export const ticketStates: Record<TicketState, StateWords> = {
  NEW: is(m.words_ticket_new, 'new', CircleDashed),
  OPEN: is(m.words_ticket_open, 'moving'),
  WAITING: is(m.words_ticket_waiting, 'waiting', CirclePause),
  DISPATCHED: is(m.words_ticket_dispatched, 'moving', Truck),
  RESOLVED: is(m.words_ticket_resolved, 'done', CircleCheck),
  CLOSED: is(m.words_ticket_closed, 'off', CircleCheck),
};

export const orderStates: Record<DispatchOrderState, StateWords> = {
  RECEIVED: is(m.words_order_received, 'new', CircleDashed),
  ASSIGNED: is(m.words_order_assigned, 'moving'),
  CONTACTED: is(m.words_order_contacted, 'moving'),
  SCHEDULED: is(m.words_order_scheduled, 'moving'),
  EN_ROUTE: is(m.words_order_en_route, 'moving', Truck),
  ON_SITE: is(m.words_order_on_site, 'moving'),
  RECORDED: is(m.words_order_recorded, 'waiting', CirclePause),
  CONFIRMED: is(m.words_order_confirmed, 'done', CircleCheck),
  DISPUTED: is(m.words_order_disputed, 'bad', CircleAlert),
  CANCELLED: is(m.words_order_cancelled, 'off', Ban),
};

export const callStates: Record<CallState, StateWords> = {
  QUEUED: is(m.words_call_queued, 'waiting', CircleDashed),
  ANSWERED: is(m.words_call_answered, 'moving'),
  ABANDONED: is(m.words_call_abandoned, 'bad', CircleAlert),
  SOLVED: is(m.words_call_solved, 'done', CircleCheck),
  RAISED: is(m.words_call_raised, 'done', CircleCheck),
};

export const severityWords: Record<Severity, () => string> = {
  LOW: m.words_severity_low,
  NORMAL: m.words_severity_normal,
  HIGH: m.words_severity_high,
  URGENT: m.words_severity_urgent,
};
