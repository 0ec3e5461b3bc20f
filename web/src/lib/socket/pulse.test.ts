import { expect, test } from 'vitest';
import { answerWithin, pulseOf, quiet } from './pulse.ts';

const heardAt = 1_000_000;

test('a socket that speaks is left alone; a quiet one is asked', () => {
  expect(pulseOf({ heardAt, askedAt: undefined }, heardAt + quiet - 1)).toBe('well');
  expect(pulseOf({ heardAt, askedAt: undefined }, heardAt + quiet)).toBe('ask');
  // Somebody looks at the page again: sooner.
  expect(pulseOf({ heardAt, askedAt: undefined }, heardAt + 2000, 1000)).toBe('ask');
});

test('one that was asked and says nothing is gone after three seconds', () => {
  const askedAt = heardAt + quiet;
  expect(pulseOf({ heardAt, askedAt }, askedAt + answerWithin - 1)).toBe('well');
  expect(pulseOf({ heardAt, askedAt }, askedAt + answerWithin)).toBe('gone');
  expect(pulseOf({ heardAt: askedAt + 40, askedAt }, askedAt + answerWithin)).toBe('well');
});

test('an hour of sleep alone doesn’t end it: it is asked first', () => {
  expect(pulseOf({ heardAt, askedAt: undefined }, heardAt + 3_600_000)).toBe('ask');
});
