import type { DispatchOrderState } from '#lib/graph/schema.generated.ts';

/** One screen of a visit each. `look` is for whoever has nothing to do here now. */
export type VisitStep =
  | 'contact'
  | 'schedule'
  | 'reschedule'
  | 'price'
  | 'depart'
  | 'arrive'
  | 'record'
  | 'confirm'
  | 'done'
  | 'look';

/** What the step is read from. */
export interface StepFacts {
  state: DispatchOrderState;
  actions: readonly string[];
}

/** The one thing to do next: the state says which, the actions whether this reader may. */
export const nextStep = ({ state, actions }: StepFacts): VisitStep => {
  const may = (action: string, step: VisitStep): VisitStep => (actions.includes(action) ? step : 'look');
  switch (state) {
    case 'ASSIGNED':
      return may('contact', 'contact');
    case 'CONTACTED':
      return may('schedule', 'schedule');
    case 'SCHEDULED':
      // A chargeable item's price is accepted before anybody travels (R6).
      return actions.includes('acceptPrice') ? 'price' : may('depart', 'depart');
    case 'EN_ROUTE':
      return may('arrive', 'arrive');
    case 'ON_SITE':
      return may('record', 'record');
    case 'RECORDED':
      return may('confirm', 'confirm');
    case 'CONFIRMED':
      return 'done';
    default:
      return 'look';
  }
};

/** A step somebody asks for in the address, where it is possible now; else the next one. */
export const stepAsked = (facts: StepFacts, asked: string | null): VisitStep => {
  if (asked === 'reschedule' && facts.actions.includes('reschedule')) return 'reschedule';
  if (asked === 'record' && facts.actions.includes('record')) return 'record';
  if (asked === 'price' && facts.actions.includes('acceptPrice')) return 'price';
  return nextStep(facts);
};
