import { expect, test } from 'vitest';
import { promiseStanding, type StoredPromise, soonFrom } from './promise-standing.ts';
import { floorBreaches, type ServicePolicy, withinFloor } from './service-policy.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-09T${time}Z`);
const running: StoredPromise = { since: at('00:00:00'), dueAt: at('16:00:00'), state: 'RUNNING' };

test.each<[string, Partial<StoredPromise>, string, string]>([
  ['early', {}, '11:59:59', 'RUNNING'],
  ['in the last quarter', {}, '12:00:00', 'SOON'],
  ['at the due instant', {}, '16:00:00', 'SOON'],
  ['past due', {}, '16:00:01', 'BROKEN'],
  ['kept in time', { state: 'KEPT', keptAt: at('15:00:00') }, '20:00:00', 'KEPT'],
  ['kept at the due instant', { state: 'KEPT', keptAt: at('16:00:00') }, '20:00:00', 'KEPT'],
  ['kept late', { state: 'KEPT', keptAt: at('16:00:01') }, '20:00:00', 'KEPT_LATE'],
  ['paused in time, however late it is', { state: 'PAUSED', pausedAt: at('15:00:00') }, '20:00:00', 'PAUSED'],
  ['paused after it was broken', { state: 'PAUSED', pausedAt: at('17:00:00') }, '20:00:00', 'BROKEN'],
  ['ended', { state: 'ENDED' }, '20:00:00', 'ENDED'],
])('a promise %s', (_, stored, now, standing) => {
  expect(promiseStanding({ ...running, ...stored }, at(now))).toBe(standing);
});

test('the last quarter begins at three quarters of the way', () => {
  expect(soonFrom(running).toString()).toBe('2026-11-09T12:00:00Z');
});

const policy: ServicePolicy = {
  version: 1,
  contactHours: 16,
  onSiteHours: 24,
  clockMode: 'WORKDAY',
  timeZone: 'Asia/Shanghai',
  calendar: 'CN',
  periods: [{ weekday: 1, from: '08:30', until: '12:00' }],
};
const floor = { contactHours: 16, onSiteHours: 24, clockMode: 'WORKDAY' as const };

test.each<[string, Partial<ServicePolicy>, string[]]>([
  ['the same', {}, []],
  ['tighter hours', { contactHours: 4, onSiteHours: 8 }, []],
  ['a tighter clock', { clockMode: 'ELAPSED' }, []],
  ['a looser clock', { clockMode: 'BUSINESS' }, ['clockMode']],
  ['looser hours', { contactHours: 17, onSiteHours: 25 }, ['contactHours', 'onSiteHours']],
  ['a tighter clock does not buy hours', { clockMode: 'ELAPSED', onSiteHours: 25 }, ['onSiteHours']],
  ['hours that are no number', { contactHours: Number.NaN }, ['contactHours']],
])('a partner may tighten, never loosen: %s', (_, change, breaches) => {
  expect(floorBreaches({ ...policy, ...change }, floor)).toEqual(breaches);
  expect(withinFloor({ ...policy, ...change }, floor)).toBe(breaches.length === 0);
});

test('short opening hours loosen the business clock only', () => {
  const open = { ...floor, clockMode: 'BUSINESS' as const, openMinutesAWeek: 2000 };
  expect(floorBreaches(policy, open)).toEqual([]);
  expect(floorBreaches({ ...policy, clockMode: 'BUSINESS' }, open)).toEqual(['periods']);
});
