import { expect, test } from 'vitest';
import { Asker } from './asker.ts';

test('whoever works for an asker that leaves hears it once; who has finished before doesn’t', () => {
  const asker = new Asker();
  const heard: string[] = [];
  const done = (): void => void heard.push('done');
  asker.addEventListener('abort', done);
  asker.addEventListener('abort', () => heard.push('reading'));
  asker.removeEventListener('abort', done);
  expect(asker.aborted).toBe(false);
  asker.leave();
  asker.leave();
  expect(asker.aborted).toBe(true);
  expect(heard).toEqual(['reading']);
});

test('as a signal it says the same, taken before or after', () => {
  const [before, after] = [new Asker(), new Asker()];
  const { signal } = before;
  before.leave();
  after.leave();
  expect([signal.aborted, before.signal === signal, after.signal.aborted]).toEqual([true, true, true]);
  expect(new Asker().signal.aborted).toBe(false);
});
