import { type OpeningHours, type OpenPeriod, openPeriods } from '../visit/opening.ts';
import { addDays, instantOf } from '../visit/zone-time.ts';
import type { OrderOnBoard } from './order-board.graphql';

const hour = 3_600_000;
/** How long a visit takes where nobody has said. */
export const usualVisit = 2 * hour;
/** A drop falls on the nearest quarter of an hour before the pointer. */
const step = 15 * 60_000;

/** A visit in a consultant's row; lanes lie under each other where visits overlap. */
export interface PlacedVisit {
  order: OrderOnBoard;
  from: number;
  until: number;
  lane: number;
}

export const visitFrom = (order: OrderOnBoard): number => Date.parse(order.appointmentAt ?? '');
export const visitUntil = (order: OrderOnBoard): number =>
  order.appointmentUntil ? Date.parse(order.appointmentUntil) : visitFrom(order) + usualVisit;

/** One consultant's visits, each in the first lane that is free. */
export const placeVisits = (orders: readonly OrderOnBoard[]): PlacedVisit[] => {
  const lanes: number[] = [];
  return orders
    .filter((order) => order.appointmentAt !== null)
    .toSorted((a, b) => visitFrom(a) - visitFrom(b))
    .map((order) => {
      const [from, until] = [visitFrom(order), visitUntil(order)];
      const free = lanes.findIndex((end) => end <= from);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = until;
      return { order, from, until, lane };
    });
};

/** The part of a day the timeline shows: an hour around the open periods, and every visit, in whole hours. */
export interface Span {
  from: number;
  until: number;
  open: OpenPeriod[];
}

export const spanOf = (day: string, hours: OpeningHours, orders: readonly OrderOnBoard[]): Span => {
  const open = openPeriods(day, hours);
  const [start, end] = [instantOf(`${day}T00:00`, hours.zone), instantOf(`${addDays(day, 1)}T00:00`, hours.zone)];
  const visits = orders.filter((order) => order.appointmentAt !== null);
  const first = Math.min(start + 8 * hour, ...open.map(({ from }) => from - hour), ...visits.map(visitFrom));
  const latest = Math.max(start + 18 * hour, ...open.map(({ until }) => until + hour), ...visits.map(visitUntil));
  return {
    from: Math.max(start, floor(first, hour, start)),
    until: Math.min(end, floor(latest + hour - 1, hour, start)),
    open,
  };
};

const floor = (at: number, unit: number, from: number): number => from + Math.floor((at - from) / unit) * unit;

/** Where an instant lies in the span, in percent. */
export const percentAt = (at: number, { from, until }: Pick<Span, 'from' | 'until'>): number =>
  Math.max(0, Math.min(100, ((at - from) / (until - from)) * 100));

/** The instant a share of the width (0 to 1) means. */
export const instantAt = (share: number, { from, until }: Pick<Span, 'from' | 'until'>): number =>
  floor(from + Math.max(0, Math.min(1, share)) * (until - from), step, from);
