import { m } from '#lib/paraglide/messages.js';
import type { VisitGroup } from './visit.groups.ts';
import type { VisitStep } from './visit.steps.ts';

export const groupWords: Record<VisitGroup, () => string> = {
  now: m.visits_now,
  overdue: m.visits_overdue,
  today: m.visits_today,
  contact: m.visits_to_contact,
  confirm: m.visits_to_confirm,
  upcoming: m.visits_upcoming,
};

/** The verb on the button that leads to a step. */
export const nextWords: Record<VisitStep, () => string> = {
  contact: m.visits_next_contact,
  schedule: m.visits_next_schedule,
  reschedule: m.visits_step_reschedule,
  price: m.visits_next_price,
  depart: m.visits_next_depart,
  arrive: m.visits_next_arrive,
  record: m.visits_next_record,
  confirm: m.visits_next_confirm,
  done: m.visits_next_look,
  look: m.visits_next_look,
};

/** A step's heading. */
export const stepWords: Record<VisitStep, () => string> = {
  contact: m.visits_step_contact,
  schedule: m.visits_step_schedule,
  reschedule: m.visits_step_reschedule,
  price: m.visits_step_price,
  depart: m.visits_step_depart,
  arrive: m.visits_step_arrive,
  record: m.visits_step_record,
  confirm: m.visits_step_confirm,
  done: m.visits_step_done,
  look: m.visits_not_now,
};
