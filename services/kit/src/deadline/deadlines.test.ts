import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadlines } from './deadlines.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = new Promise<string>(() => {});

test('what isn’t there in time is answered in its stead, each by its own time; what is there in time is as it is', async () => {
  const deadlines = new Deadlines(1000);
  const told: string[] = [];
  const ask = (name: string, task: Promise<string>): void =>
    void deadlines.within(task, () => `${name} overdue`).then((answer) => told.push(answer));
  ask('first', never);
  ask('quick', Promise.resolve('quick'));
  await vi.advanceTimersByTimeAsync(500);
  ask('second', never);
  expect(told).toEqual(['quick']);
  await vi.advanceTimersByTimeAsync(600);
  expect(told).toEqual(['quick', 'first overdue']);
  await vi.advanceTimersByTimeAsync(500);
  expect(told).toEqual(['quick', 'first overdue', 'second overdue']);
  expect(vi.getTimerCount()).toBe(0);
});

test('what has ended is over neither by itself nor a second time', async () => {
  const deadlines = new Deadlines(1000);
  let times = 0;
  const deadline = deadlines.begin(() => {
    times += 1;
    expect(deadlines.end(deadline)).toBe(true);
  });
  const there = deadlines.begin(() => {
    times += 10;
  });
  expect([deadlines.end(there), deadlines.end(there)]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(2000);
  expect([times, deadlines.end(deadline)]).toEqual([1, false]);
});

test('what fails in time fails, and nothing is left of it', async () => {
  const deadlines = new Deadlines(1000);
  await expect(deadlines.within(Promise.reject(new Error('gone')), () => 'overdue')).rejects.toThrow('gone');
  await vi.advanceTimersByTimeAsync(200);
  expect(vi.getTimerCount()).toBe(0);
});

test('a process that stood still knows it, whether the answer or the clock is read first, and of nothing begun after that', async () => {
  const [clock, still] = [performance.now.bind(performance), { ms: 0 }];
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock() + still.ms);
  const deadlines = new Deadlines(30_000);
  const began = performance.now();
  const deadline = deadlines.begin(() => {});
  await vi.advanceTimersByTimeAsync(2000);
  expect(deadlines.stoodStillSince(began)).toBe(false);
  still.ms = 2500;
  expect(deadlines.stoodStillSince(began)).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(deadlines.stoodStillSince(began)).toBe(true);
  expect(deadlines.stoodStillSince(performance.now())).toBe(false);
  deadlines.end(deadline);
  // Nothing was asked for an hour: that isn't standing still.
  await vi.advanceTimersByTimeAsync(3_600_000);
  const later = performance.now();
  deadlines.begin(() => {});
  expect(deadlines.stoodStillSince(later)).toBe(false);
  now.mockRestore();
});
