import { expect, test } from 'vitest';
import { extendByPause } from './promise-changes.ts';
import { isLateAgainst, previewUnder } from './promise-preview.ts';
import { promiseTerms } from './promise-terms.ts';
import { looserFields, openMinutesAWeek, type ServicePolicy } from './service-policy.ts';

const policy: ServicePolicy = {
  version: 1,
  contactHours: 16,
  onSiteHours: 24,
  clockMode: 'WORKDAY',
  timeZone: 'Asia/Shanghai',
  calendar: 'CN',
  periods: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '17:00' })),
};
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();
const friday = local('2026-11-06T16:00');
const shown = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(0, 16);

test('a promise under its own policy is what it was; under a stricter one it is due earlier', () => {
  const promise = promiseTerms(policy, 'CONTACT', friday);
  expect(previewUnder(policy)(promise)).toMatchObject({ dueAt: promise.dueAt, derivation: promise.derivation });
  const stricter = previewUnder({ ...policy, clockMode: 'ELAPSED', contactHours: 4 })(promise);
  expect([shown(stricter.dueAt), stricter.hours]).toEqual(['2026-11-06T20:00', 4]);
  expect(shown(previewUnder({ ...policy, contactHours: 12 })(promise).dueAt)).toBe('2026-11-09T04:00');
});

test('pauses and the allowance of a remote place are the promise’s own, whichever policy it is worked out under', () => {
  const remote = promiseTerms(policy, 'ON_SITE', friday, { remoteHours: 12 });
  const paused = extendByPause(remote, local('2026-11-06T18:00'), local('2026-11-06T20:00'), policy);
  const preview = previewUnder({ ...policy, onSiteHours: 20 })(paused);
  expect(shown(preview.dueAt)).toBe('2026-11-10T02:00');
  expect(shown(previewUnder(policy)(paused).dueAt)).toBe(shown(paused.dueAt));
});

test('closing days move what is worked out, and say why', () => {
  const overrides = [{ date: '2026-11-09', isOpen: false, name: '年会' }];
  const preview = previewUnder({ ...policy, overrides })(promiseTerms(policy, 'CONTACT', friday));
  expect(shown(preview.dueAt)).toBe('2026-11-10T08:00');
  expect(preview.derivation.map(({ code }) => code)).toContain('SKIPPED_CLOSED_DAY');
});

test('the due instant itself keeps a promise; one not kept is late once now is past it', () => {
  const second = { seconds: 1 };
  expect(isLateAgainst(friday, friday, friday.add(second))).toBe(false);
  expect(isLateAgainst(friday, friday.add(second), friday)).toBe(true);
  expect(isLateAgainst(friday, null, friday.add(second))).toBe(true);
  expect(isLateAgainst(friday, null, friday)).toBe(false);
});

test.each([
  [{}, []],
  [{ contactHours: 17 }, ['contactHours']],
  [{ clockMode: 'ELAPSED' as const, onSiteHours: 25 }, ['onSiteHours']],
  [{ clockMode: 'BUSINESS' as const }, ['clockMode', 'openMinutes']],
  [{ clockMode: 'WORKDAY' as const, openMinutes: 0 }, []],
])('terms %j beside a floor of 16 h, 24 h, working days and 60 open hours are looser in %j', (change, fields) => {
  const terms = { contactHours: 16, onSiteHours: 24, clockMode: 'WORKDAY' as const, openMinutes: 2400, ...change };
  const floor = { contactHours: 16, onSiteHours: 24, clockMode: 'WORKDAY' as const, openMinutesAWeek: 3600 };
  expect(looserFields(terms, floor)).toEqual(fields);
});

test('a week’s opening counts what overlaps once', () => {
  const overlapping = [...policy.periods, { weekday: 1, from: '16:00', until: '18:00' }];
  expect(openMinutesAWeek({ periods: overlapping })).toBe(5 * 480 + 60);
});
