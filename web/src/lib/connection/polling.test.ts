import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Polling } from './polling.ts';

const page = { hidden: false };
beforeEach(() => {
  vi.useFakeTimers();
  page.hidden = false;
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const polling = () => {
  const ask = vi.fn();
  const one = new Polling(ask, () => 10_000);
  const show = (isVisible: boolean) => {
    page.hidden = !isVisible;
    one.seen(isVisible);
  };
  return { one, ask, show };
};

test('asks every ten seconds until it is stopped; starting twice is starting once', () => {
  const { one, ask } = polling();
  one.start();
  one.start();
  vi.advanceTimersByTime(35_000);
  expect(ask).toHaveBeenCalledTimes(3);
  one.stop();
  vi.advanceTimersByTime(60_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('a hidden page asks nothing; shown again it asks at once what has come due', () => {
  const { one, ask, show } = polling();
  one.start();
  vi.advanceTimersByTime(4000);
  show(false);
  vi.advanceTimersByTime(600_000);
  expect(ask).not.toHaveBeenCalled();
  show(true);
  vi.advanceTimersByTime(0);
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('a short look elsewhere neither hurries nor delays the next question', () => {
  const { one, ask, show } = polling();
  one.start();
  vi.advanceTimersByTime(4000);
  show(false);
  vi.advanceTimersByTime(2000);
  show(true);
  vi.advanceTimersByTime(3999);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('what starts while the page is hidden waits until it is seen', () => {
  const { one, ask, show } = polling();
  page.hidden = true;
  one.start();
  vi.advanceTimersByTime(60_000);
  expect(ask).not.toHaveBeenCalled();
  show(true);
  vi.advanceTimersByTime(0);
  expect(ask).toHaveBeenCalledTimes(1);
});
