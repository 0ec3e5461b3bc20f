import { nextPromise } from '#lib/promise/promise.next.ts';
import type { VisitOnList } from './visit.graphql';
import { localDay } from './zone-time.ts';

export const visitGroups = ['now', 'overdue', 'today', 'contact', 'confirm', 'upcoming'] as const;
export type VisitGroup = (typeof visitGroups)[number];

const groupOf = (visit: VisitOnList, now: number, today: string, zone: string): VisitGroup => {
  if (visit.state === 'EN_ROUTE' || visit.state === 'ON_SITE') return 'now';
  if (visit.state === 'RECORDED') return 'confirm';
  if (visit.state !== 'SCHEDULED' || !visit.appointmentAt) return 'contact';
  const at = Date.parse(visit.appointmentAt);
  if (at < now) return 'overdue';
  return localDay(at, zone) === today ? 'today' : 'upcoming';
};

const due = (visit: VisitOnList): number => Date.parse(nextPromise(visit.promises)?.dueAt ?? visit.receivedAt);
const order = (visit: VisitOnList): number => (visit.appointmentAt ? Date.parse(visit.appointmentAt) : due(visit));

/** My visits as a day goes: what is under way, what is late, today, whom to call, whose word is missing, later; each by its time. */
export const groupVisits = (
  visits: readonly VisitOnList[],
  now: number,
  zone: string,
): Record<VisitGroup, VisitOnList[]> => {
  const today = localDay(now, zone);
  const found: Record<VisitGroup, VisitOnList[]> = {
    now: [],
    overdue: [],
    today: [],
    contact: [],
    confirm: [],
    upcoming: [],
  };
  for (const visit of visits.toSorted((a, b) => order(a) - order(b)))
    found[groupOf(visit, now, today, zone)].push(visit);
  return found;
};
