import { describe, expect, test } from 'vitest';
import { type Drop, dropVerdict } from './drop.verdict.ts';
import type { OrderOnBoard } from './order-board.graphql';
import type { CandidateFacts } from './order-panel.graphql';
import { instantAt, percentAt, placeVisits, spanOf } from './timeline.layout.ts';

const at = (time: string) => Date.parse(`2026-11-23T${time}:00+08:00`);
const iso = (time: string) => new Date(at(time)).toISOString();
const hours = {
  zone: 'Asia/Shanghai',
  periods: [
    { weekday: 1, from: '08:30', until: '12:00' },
    { weekday: 1, from: '13:30', until: '17:30' },
  ],
  calendars: [],
};
const order = (id: string, more: object = {}) =>
  ({
    id,
    number: id,
    actions: ['assign'],
    productLine: 'KIS',
    divisionName: '浦东新区',
    consultant: null,
    appointmentAt: null,
    appointmentUntil: null,
    promises: [{ kind: 'ON_SITE', state: 'RUNNING', since: iso('08:00'), dueAt: iso('15:00') }],
    ...more,
  }) as unknown as OrderOnBoard;
const candidate = { productMatches: true, regionMatches: false, openOrders: 2 } as CandidateFacts;
const codes = (drop: Drop) => dropVerdict(drop).lines.map(({ code }) => code);

describe('what a drop would mean is known before it happens', () => {
  test('on a consultant: skill, region, load', () => {
    expect(dropVerdict({ order: order('a'), consultantId: 'gu', candidate })).toEqual({
      deed: 'assign',
      lines: [
        { code: 'skill', isGood: true, value: 'KIS' },
        { code: 'noRegion', isGood: false, value: '浦东新区' },
        { code: 'load', isGood: undefined, value: '2' },
      ],
    });
  });

  test('at a time: conflict, closing hours, the past, and the promise', () => {
    const sameDay = [order('b', { consultant: { id: 'gu' }, appointmentAt: iso('10:00') })];
    const slot = (time: string) => ({ at: at(time), sameDay, hours, now: at('09:00') });
    const drop = { order: order('a'), consultantId: 'gu', candidate: undefined };
    expect(codes({ ...drop, slot: slot('11:00') })).toEqual(['conflict', 'kept']);
    expect(codes({ ...drop, slot: slot('12:00') })).toEqual(['closed', 'kept']);
    expect(codes({ ...drop, slot: slot('16:00') })).toEqual(['broken']);
    expect(codes({ ...drop, slot: slot('07:00') })).toEqual(['past', 'kept']);
  });

  test('on the own row a time is agreed or changed; where nothing may be done, nothing is', () => {
    const own = { consultant: { id: 'gu' } };
    const slot = { at: at('14:00'), sameDay: [], hours, now: at('09:00') };
    const deed = (actions: string[], consultantId: string) =>
      dropVerdict({ order: order('a', { ...own, actions }), consultantId, candidate: undefined, slot }).deed;
    expect(deed(['schedule'], 'gu')).toBe('schedule');
    expect(deed(['reschedule'], 'gu')).toBe('reschedule');
    expect(deed(['assign'], 'zhou')).toBe('reassign');
    expect(deed(['record'], 'gu')).toBe('nothing');
  });
});

describe('the timeline of a day', () => {
  test('shows an hour around the open periods and lays overlapping visits under each other', () => {
    const visits = [
      order('a', { appointmentAt: iso('10:00') }),
      order('b', { appointmentAt: iso('11:00') }),
      order('c', { appointmentAt: iso('12:00') }),
    ];
    const span = spanOf('2026-11-23', hours, visits);
    expect([span.from, span.until]).toEqual([at('07:00'), at('19:00')]);
    expect(placeVisits(visits).map(({ order: { id }, lane }) => [id, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
    expect(percentAt(at('13:00'), span)).toBe(50);
    expect(instantAt(0.5, span)).toBe(at('13:00'));
    expect(instantAt(0.51, span)).toBe(at('13:00'));
  });
});
