import { describe, expect, test } from 'vitest';
import { dayKind, isOpen, nextOpenings, type OpeningHours, openingAfter, openPeriods } from './opening.ts';

const hours: OpeningHours = {
  zone: 'Asia/Shanghai',
  periods: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:30', until: '12:00' },
    { weekday, from: '13:30', until: '17:30' },
  ]),
  calendars: [
    {
      year: 2026,
      holidays: [{ date: '2026-10-01', name: '国庆节' }],
      makeUpWorkdays: [{ date: '2026-10-10', name: '国庆节' }],
    },
  ],
};
const at = (time: string) => Date.parse(`${time}:00+08:00`);
const said = (instants: number[]) => instants.map((one) => new Date(one + 8 * 3_600_000).toISOString().slice(0, 16));

describe('a visit is offered only where somebody is there', () => {
  test('in the morning: soon, after lunch, tomorrow', () => {
    expect(said(nextOpenings(at('2026-11-23T09:52'), hours))).toEqual([
      '2026-11-23T10:15',
      '2026-11-23T13:30',
      '2026-11-24T08:30',
    ]);
  });

  test('on Friday evening: Monday', () => {
    expect(said(nextOpenings(at('2026-11-20T17:40'), hours, 1))).toEqual(['2026-11-23T08:30']);
  });

  test('no holiday, but the make-up Saturday with Monday’s hours', () => {
    expect(openPeriods('2026-10-01', hours)).toEqual([]);
    expect(dayKind('2026-10-01', hours)).toEqual({ holiday: '国庆节' });
    expect(said(openPeriods('2026-10-10', hours).map(({ from }) => from))).toEqual([
      '2026-10-10T08:30',
      '2026-10-10T13:30',
    ]);
  });

  test('lunch is closed', () => {
    expect(isOpen(at('2026-11-23T11:59'), hours)).toBe(true);
    expect(isOpen(at('2026-11-23T12:00'), hours)).toBe(false);
    expect(said([openingAfter(at('2026-11-28T10:00'), at('2026-11-23T09:00'), hours) ?? 0])).toEqual([
      '2026-11-30T08:30',
    ]);
  });
});
