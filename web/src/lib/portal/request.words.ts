import { m } from '#lib/paraglide/messages.js';
import { type Speaking, spokenTime } from '#lib/time/spoken.ts';
import {
  type RequestFacts,
  type Standing,
  type StepName,
  standingOf,
  type VisitFacts,
  visitOf,
} from './request.standing.ts';

interface Told extends RequestFacts<VisitFacts & { consultant?: { name: string } | null }> {
  takenBy?: { name: string } | null;
  waitingReason?: string | null;
}

/** What happens now and what comes next, in a headline and a line: no word of the partner's inside. */
export interface StandingWords {
  standing: Standing;
  title: string;
  text: string;
}

export const standingWords = (request: Told, how: Speaking): StandingWords => {
  const standing = standingOf(request);
  const visit = visitOf(request);
  const name = visit?.consultant?.name ?? m.portal_someone();
  const time = visit?.appointmentAt ? spokenTime(Date.parse(visit.appointmentAt), how) : m.portal_not_agreed();
  const words: Record<Standing, () => [string, string]> = {
    RECEIVED: () => [m.portal_now_received(), m.portal_now_received_text()],
    WORKING: () => [
      request.takenBy ? m.portal_now_working_by({ name: request.takenBy.name }) : m.portal_now_working(),
      m.portal_now_working_text(),
    ],
    ANSWER: () => [m.portal_now_answer(), request.waitingReason ?? ''],
    ARRANGING: () => [m.portal_now_arranging(), m.portal_now_arranging_text()],
    ASSIGNED: () => [m.portal_now_assigned({ name }), m.portal_now_assigned_text()],
    NOT_REACHED: () => [m.portal_now_not_reached(), m.portal_now_not_reached_text()],
    AGREEING: () => [m.portal_now_agreeing({ name }), m.portal_now_agreeing_text()],
    AGREED: () => [m.portal_now_agreed({ name, time }), m.portal_now_agreed_text()],
    EN_ROUTE: () => [m.portal_now_en_route({ name }), m.portal_now_en_route_text({ time })],
    ON_SITE: () => [m.portal_now_on_site({ name }), m.portal_now_on_site_text()],
    CONFIRM_RECORD: () => [m.portal_now_confirm_record(), m.portal_now_confirm_record_text({ name })],
    DISPUTED: () => [m.portal_now_disputed(), m.portal_now_disputed_text()],
    CONFIRM_SOLVED: () => [m.portal_now_confirm_solved(), m.portal_now_confirm_solved_text()],
    DONE: () => [m.portal_now_done(), m.portal_now_done_text()],
  };
  const [title, text] = words[standing]();
  return { standing, title, text };
};

export const stepWords: Record<StepName, () => string> = {
  asked: m.portal_step_asked,
  consultant: m.portal_step_consultant,
  appointment: m.portal_step_appointment,
  travel: m.portal_step_travel,
  arrival: m.portal_step_arrival,
  work: m.portal_step_work,
  confirm: m.portal_step_confirm,
};
