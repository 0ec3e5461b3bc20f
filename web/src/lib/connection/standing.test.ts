import { expect, test } from 'vitest';
import { type Facts, mustAsk, standingOf } from './standing.ts';

const facts = (some: Partial<Facts>): Facts => ({
  isSignedOut: false,
  isUp: false,
  downSince: undefined,
  refusals: 0,
  unansweredSince: undefined,
  answeredAt: undefined,
  ...some,
});
const at = 1_000_000;

test('a socket that is back within four seconds is nobody’s business', () => {
  const lost = facts({ downSince: at, refusals: 1 });
  expect(standingOf(lost, at + 1000)).toEqual({ state: 'reconnecting', since: at, changesIn: 3000 });
  expect(standingOf(lost, at + 4000)).toEqual({ state: 'old', since: at });
  expect(standingOf(facts({ isUp: true }), at + 4000)).toEqual({ state: 'live' });
  expect(mustAsk(lost)).toBe(false);
});

test('a laptop that slept says at once since when its page is old', () => {
  expect(standingOf(facts({ downSince: at }), at + 3_600_000)).toEqual({ state: 'old', since: at });
});

test('where sockets are refused and questions answered, the page follows by asking', () => {
  const refused = facts({ downSince: at, refusals: 2 });
  expect(mustAsk(refused)).toBe(true);
  expect(standingOf(refused, at + 5000).state).toBe('old');
  expect(standingOf({ ...refused, answeredAt: at + 4500 }, at + 5000)).toEqual({ state: 'polling', since: at + 4500 });
  // The server went away as well: as of the last answer.
  const away = { ...refused, answeredAt: at + 4500, unansweredSince: at + 14_000 };
  expect(standingOf(away, at + 15_000)).toEqual({ state: 'old', since: at + 4500 });
});

test('an answer from before the loss says nothing about what came after it', () => {
  expect(standingOf(facts({ downSince: at, refusals: 3, answeredAt: at - 1 }), at + 5000).state).toBe('old');
});

test('a socket that stands doesn’t hide that the database is away', () => {
  const unread = facts({ isUp: true, unansweredSince: at });
  expect(standingOf(unread, at + 1000).state).toBe('reconnecting');
  expect(standingOf(unread, at + 5000)).toEqual({ state: 'old', since: at });
  expect(mustAsk(unread)).toBe(true);
});

test('whoever is signed out is told so, and the page stops asking', () => {
  const out = facts({ isSignedOut: true, downSince: at, refusals: 5 });
  expect(standingOf(out, at + 9000).state).toBe('signed-out');
  expect(mustAsk(out)).toBe(false);
});
