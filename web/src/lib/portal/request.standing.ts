import type { DispatchOrderState, TicketState } from '#lib/graph/schema.generated.ts';

/** Where a request stands, as its customer sees it. */
export type Standing =
  | 'RECEIVED'
  | 'WORKING'
  | 'ANSWER'
  | 'ARRANGING'
  | 'ASSIGNED'
  | 'NOT_REACHED'
  | 'AGREEING'
  | 'AGREED'
  | 'EN_ROUTE'
  | 'ON_SITE'
  | 'CONFIRM_RECORD'
  | 'DISPUTED'
  | 'CONFIRM_SOLVED'
  | 'DONE';

/** What a visit's standing is read from. */
export interface VisitFacts {
  state: DispatchOrderState;
  receivedAt: string;
  waitingForCustomer: boolean;
  appointmentAt?: string | null;
  departedAt?: string | null;
  arrivedAt?: string | null;
  record?: { leftAt: string; confirmedAt: string | null } | null;
}

/** What a request's standing is read from. */
export interface RequestFacts<V extends VisitFacts = VisitFacts> {
  state: TicketState;
  raisedAt: string;
  closedAt?: string | null;
  orders: readonly V[];
}

/** The visit that counts now: the latest one that wasn't cancelled. */
export const visitOf = <V extends VisitFacts>({ orders }: { orders: readonly V[] }): V | undefined =>
  orders
    .filter(({ state }) => state !== 'CANCELLED')
    .toSorted((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt))[0];

const ofVisit = ({ state, waitingForCustomer }: VisitFacts): Standing => {
  switch (state) {
    case 'RECEIVED':
      return waitingForCustomer ? 'NOT_REACHED' : 'ARRANGING';
    case 'ASSIGNED':
      return waitingForCustomer ? 'NOT_REACHED' : 'ASSIGNED';
    case 'CONTACTED':
      return 'AGREEING';
    case 'SCHEDULED':
      return 'AGREED';
    case 'EN_ROUTE':
      return 'EN_ROUTE';
    case 'ON_SITE':
      return 'ON_SITE';
    case 'RECORDED':
      return 'CONFIRM_RECORD';
    case 'DISPUTED':
      return 'DISPUTED';
    default:
      return 'WORKING';
  }
};

/** Where the request stands. A record to confirm comes first: one confirmation closes both. */
export const standingOf = (request: RequestFacts): Standing => {
  if (request.state === 'CLOSED') return 'DONE';
  const visit = visitOf(request);
  if (visit?.state === 'RECORDED') return 'CONFIRM_RECORD';
  if (request.state === 'WAITING') return 'ANSWER';
  if (visit?.state === 'DISPUTED') return 'DISPUTED';
  if (request.state === 'RESOLVED') return 'CONFIRM_SOLVED';
  if (request.state === 'NEW') return 'RECEIVED';
  return request.state === 'DISPATCHED' && visit ? ofVisit(visit) : 'WORKING';
};

const customersTurn: ReadonlySet<Standing> = new Set(['ANSWER', 'NOT_REACHED', 'CONFIRM_RECORD', 'CONFIRM_SOLVED']);

/** Whether it is the customer who has to do something. */
export const isYours = (standing: Standing): boolean => customersTurn.has(standing);

export type StepName = 'asked' | 'consultant' | 'appointment' | 'travel' | 'arrival' | 'work' | 'confirm';

/** One step of the progress line; `at` is when it happened, or the appointment agreed. */
export interface Step {
  name: StepName;
  is: 'done' | 'now' | 'ahead';
  at?: string | undefined;
}

const visitSteps: readonly StepName[] = ['asked', 'consultant', 'appointment', 'travel', 'arrival', 'work', 'confirm'];
const phoneSteps: readonly StepName[] = ['asked', 'work', 'confirm'];

const awaited: Partial<Record<Standing, StepName>> = {
  RECEIVED: 'work',
  WORKING: 'work',
  ANSWER: 'work',
  ARRANGING: 'consultant',
  ASSIGNED: 'appointment',
  NOT_REACHED: 'appointment',
  AGREEING: 'appointment',
  AGREED: 'travel',
  EN_ROUTE: 'arrival',
  ON_SITE: 'work',
  CONFIRM_RECORD: 'confirm',
  DISPUTED: 'confirm',
  CONFIRM_SOLVED: 'confirm',
};

/**
 * The progress line: with a visit on it seven steps, solved by phone three. A reopened request whose visits are
 * over is back at work on the phone.
 * @param assignedAt when a consultant was chosen, which only the story knows
 */
export const stepsOf = (request: RequestFacts, assignedAt?: string): Step[] => {
  const standing = standingOf(request);
  const visit = visitOf(request);
  const onVisit =
    visit !== undefined &&
    (standing === 'DONE' || !['RECEIVED', 'WORKING', 'ANSWER', 'CONFIRM_SOLVED'].includes(standing));
  const names = onVisit ? visitSteps : phoneSteps;
  const now = standing === 'DONE' ? names.length : names.indexOf(awaited[standing] ?? 'work');
  const times: Partial<Record<StepName, string | null | undefined>> = {
    asked: request.raisedAt,
    consultant: assignedAt,
    appointment: visit?.appointmentAt,
    travel: visit?.departedAt,
    arrival: visit?.arrivedAt,
    work: onVisit ? visit?.record?.leftAt : undefined,
    confirm: (onVisit && visit?.record?.confirmedAt) || request.closedAt,
  };
  return names.map((name, index) => ({
    name,
    is: index < now ? 'done' : index === now ? 'now' : 'ahead',
    at: index < now ? (times[name] ?? undefined) : undefined,
  }));
};
