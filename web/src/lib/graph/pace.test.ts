import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace.ts';

const seen = new Set<() => void>();
const page = {
  hidden: false,
  addEventListener: (_: string, listener: () => void) => seen.add(listener),
  removeEventListener: (_: string, listener: () => void) => seen.delete(listener),
};
beforeEach(() => {
  vi.useFakeTimers();
  page.hidden = false;
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  seen.clear();
});

test('what is told together is read once, and at most after a sixth of a second', async () => {
  const read = vi.fn(async () => {});
  const pace = new Pace(read);
  for (let i = 0; i < 10; i++) pace.ask();
  await vi.advanceTimersByTimeAsync(79);
  expect(read).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(81);
  expect(read).toHaveBeenCalledTimes(1);
});

test('events that never stop don’t put a page off: it is read all the while, and not more often than twice and a half a second', async () => {
  const read = vi.fn(async () => {});
  const pace = new Pace(read);
  for (let i = 0; i < 200; i++) {
    pace.ask();
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(read.mock.calls.length).toBeGreaterThan(20);
  expect(read.mock.calls.length).toBeLessThanOrEqual(26);
});

test('where reading takes long, a page asks half of the time at most', async () => {
  const read = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 2_000)));
  const pace = new Pace(read);
  for (let i = 0; i < 240; i++) {
    pace.ask();
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(read.mock.calls.length).toBeLessThanOrEqual(60);
  expect(read.mock.calls.length).toBeGreaterThan(20);
});

test('a page nobody sees asks nothing, and once when somebody does', async () => {
  const read = vi.fn(async () => {});
  const pace = new Pace(read);
  page.hidden = true;
  for (let i = 0; i < 100; i++) {
    pace.ask();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(read).not.toHaveBeenCalled();
  page.hidden = false;
  for (const listener of seen) listener();
  await vi.advanceTimersByTimeAsync(200);
  expect(read).toHaveBeenCalledTimes(1);
  expect(seen.size).toBe(0);
});

test('who left asks nothing any more', async () => {
  const read = vi.fn(async () => {});
  const pace = new Pace(read);
  pace.ask();
  pace.stop();
  page.hidden = true;
  pace.ask();
  pace.stop();
  page.hidden = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(read).not.toHaveBeenCalled();
  expect(seen.size).toBe(0);
});
