import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepTrying } from './keep-trying.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
}));

const MINUTES = 60_000;
const away = (forMs: number) => {
  const since = performance.now();
  return async () => {
    if (performance.now() - since < forMs) throw new Error('away');
  };
};

test('what a mail server has taken on is written down however long the database is away, as long as nobody else may take the mail on', async () => {
  const failed = vi.fn();
  const done = keepTrying(away(2 * MINUTES), { for: 3 * MINUTES, signal: new AbortController().signal, failed });
  await vi.advanceTimersByTimeAsync(3 * MINUTES);
  expect(await done).toBe(true);
  expect(failed.mock.calls.length).toBeGreaterThan(10);
  expect(failed.mock.calls.length).toBeLessThan(40);
});

test('after that it is left to whoever takes it on', async () => {
  const done = keepTrying(away(4 * MINUTES), {
    for: 3 * MINUTES,
    signal: new AbortController().signal,
    failed: () => {},
  });
  await vi.advanceTimersByTimeAsync(3 * MINUTES);
  expect(await done).toBe(false);
});

test('who is told to end tries once more at most', async () => {
  const ending = new AbortController();
  const failed = vi.fn();
  const done = keepTrying(away(MINUTES), { for: 3 * MINUTES, signal: ending.signal, failed });
  await vi.advanceTimersByTimeAsync(100);
  const before = failed.mock.calls.length;
  ending.abort();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await done).toBe(false);
  expect(failed.mock.calls.length).toBe(before + 1);
});
