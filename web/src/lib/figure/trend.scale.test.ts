import { describe, expect, test } from 'vitest';
import { trendRange, trendRuns, trendTicks } from './trend.scale.ts';

const at = (...values: Array<number | null>) =>
  values.map((value, index) => ({ month: `2026-0${index + 1}`, value, enough: value !== null }));

describe('a trend', () => {
  test('has whole steps around its values and the target', () => {
    expect(trendRange(at(0.88, 0.93), 0.95, 'SHARE')).toEqual({ low: 0.85, high: 1 });
    expect(trendRange(at(4.1, 4.3), 4.5, 'SCORE')).toEqual({ low: 3.5, high: 5 });
  });

  test('never leaves what the unit allows', () => {
    expect(trendRange(at(0, 1), null, 'SHARE')).toEqual({ low: 0, high: 1 });
    expect(trendRange(at(1), null, 'SCORE')).toEqual({ low: 1, high: 2 });
    expect(trendRange(at(null), null, 'SHARE')).toEqual({ low: 0, high: 1 });
  });

  test.each([
    [{ low: 0.85, high: 1 }, 'SHARE', 4, [0.85, 0.9, 0.95, 1]],
    [{ low: 0.85, high: 1 }, 'SHARE', 2, [0.9, 1]],
    [{ low: 0.4, high: 1 }, 'SHARE', 4, [0.4, 0.6, 0.8, 1]],
    [{ low: 3.5, high: 5 }, 'SCORE', 2, [4, 5]],
  ] as const)('has lines at round numbers: %j %s', (range, unit, most, ticks) => {
    expect(trendTicks(range, unit, most)).toEqual(ticks);
  });

  test('breaks where a month has not enough data, and a value of it is never drawn', () => {
    const points = [...at(1, 2), { month: '2026-03', value: 3, enough: false }, ...at(4, 5)];
    expect(
      trendRuns(
        points,
        (index) => index,
        (value) => value,
      ),
    ).toEqual(['M0.0 1.0L1.0 2.0', 'M3.0 4.0L4.0 5.0']);
  });
});
