import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { stopwatch } from '../kit/stopwatch.ts';

const standStill = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
const work = (ms: number): void => {
  const { user: begun } = process.cpuUsage();
  while (process.cpuUsage().user - begun < ms * 1000);
};

// The one test that sleeps: time itself is what it looks at.
test('what is waited for and what is worked counts, what the machine withheld doesn’t', async () => {
  const waiting = stopwatch();
  await sleep(200);
  expect(waiting()).toBeGreaterThan(60);
  const working = stopwatch();
  work(200);
  expect(working()).toBeGreaterThan(190);
  const still = stopwatch();
  standStill(400);
  expect(still()).toBeLessThan(300);
});
