import { nextPromise } from '#lib/promise/promise.next.ts';
import { isOpen, type OpeningHours } from '../visit/opening.ts';
import type { OrderOnBoard } from './order-board.graphql';
import type { CandidateFacts } from './order-panel.graphql';
import { usualVisit, visitFrom, visitUntil } from './timeline.layout.ts';

/** What letting go here would do. */
export type DropDeed = 'assign' | 'reassign' | 'schedule' | 'reschedule' | 'nothing';

/** One line of the verdict: good, bad, or only to know. */
export interface VerdictLine {
  code: 'skill' | 'noSkill' | 'region' | 'noRegion' | 'load' | 'conflict' | 'closed' | 'past' | 'kept' | 'broken';
  isGood: boolean | undefined;
  value: string;
}

export interface DropVerdict {
  deed: DropDeed;
  lines: VerdictLine[];
}

export interface Drop {
  order: OrderOnBoard;
  consultantId: string;
  /** The server's word on this consultant for this order; undefined while it is on its way. */
  candidate: CandidateFacts | undefined;
  /** Over a time: what else this consultant has that day, and when the house is open. */
  slot?: { at: number; sameDay: readonly OrderOnBoard[]; hours: OpeningHours; now: number };
}

const deedOf = ({ order, consultantId, slot }: Drop): DropDeed => {
  const own = order.consultant?.id === consultantId;
  if (!own) return order.actions.includes('assign') ? (order.consultant ? 'reassign' : 'assign') : 'nothing';
  if (!slot) return 'nothing';
  if (order.actions.includes('schedule')) return 'schedule';
  return order.actions.includes('reschedule') ? 'reschedule' : 'nothing';
};

/** Skill, region, load, conflict, and whether the promise would be kept: shown before the hand lets go (R5, R2). */
export const dropVerdict = (drop: Drop): DropVerdict => {
  const { order, consultantId, candidate, slot } = drop;
  const lines: VerdictLine[] = [];
  const add = (code: VerdictLine['code'], isGood: boolean | undefined, value = '') =>
    lines.push({ code, isGood, value });
  if (candidate) {
    add(candidate.productMatches ? 'skill' : 'noSkill', candidate.productMatches, order.productLine ?? '');
    add(candidate.regionMatches ? 'region' : 'noRegion', candidate.regionMatches, order.divisionName ?? '');
    add('load', undefined, String(candidate.openOrders));
  }
  if (slot) {
    const { at, sameDay, hours, now } = slot;
    const until = at + usualVisit;
    const inTheWay = sameDay.find(
      (one) =>
        one.id !== order.id && one.consultant?.id === consultantId && visitFrom(one) < until && visitUntil(one) > at,
    );
    if (inTheWay) add('conflict', false, inTheWay.number);
    if (at < now) add('past', false);
    else if (!isOpen(at, hours)) add('closed', false);
    const promise = nextPromise(order.promises.filter(({ kind }) => kind === 'ON_SITE'));
    if (promise)
      add(Date.parse(promise.dueAt) >= at ? 'kept' : 'broken', Date.parse(promise.dueAt) >= at, promise.dueAt);
  }
  return { deed: deedOf(drop), lines };
};
