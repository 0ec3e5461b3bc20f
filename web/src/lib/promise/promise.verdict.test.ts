import { describe, expect, test } from 'vitest';
import { promiseVerdict } from './promise.verdict.ts';

const times = { state: 'RUNNING', since: '2026-11-23T00:00:00Z', dueAt: '2026-11-23T16:00:00Z' };
const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);

describe('a promise says what it has come to', () => {
  test.each([
    ['11:59', 'running'],
    ['12:00', 'soon'],
    ['16:00', 'soon'],
    ['16:01', 'broken'],
  ])('running at %s: %s', (time, verdict) => {
    expect(promiseVerdict(times, at(time))).toBe(verdict);
  });

  test('kept in time and kept late differ', () => {
    expect(promiseVerdict({ ...times, state: 'KEPT', keptAt: '2026-11-23T16:00:00Z' }, at('23:00'))).toBe('kept');
    expect(promiseVerdict({ ...times, state: 'KEPT', keptAt: '2026-11-23T16:00:01Z' }, at('23:00'))).toBe('late');
  });

  test('a paused promise is never broken', () => {
    expect(promiseVerdict({ ...times, state: 'PAUSED' }, at('23:00'))).toBe('paused');
  });
});
