import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('$app/env', () => ({ browser: true }));
const { missing, part, whenAway } = await import('./part.ts');

const server = { isThere: true, status: 200 };
const asked = vi.fn(async () => {
  if (!server.isThere) throw new TypeError('Failed to fetch');
  return { status: server.status };
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('navigator', { onLine: true });
  asked.mockClear();
  Object.assign(server, { isThere: true, status: 200 });
  whenAway(() => false);
  missing.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('while the server is there a part is fetched at once, and nothing else is asked', async () => {
  expect(await part(async () => 'at once')).toBe('at once');
  expect(asked).not.toHaveBeenCalled();
});

test('while the server is away nothing is imported; the part comes when it answers, and all who wait ask as one', async () => {
  whenAway(() => true);
  server.isThere = false;
  const imported: string[] = [];
  const both = Promise.all([part(async () => imported.push('dialog')), part(async () => imported.push('panel'))]);
  await vi.advanceTimersByTimeAsync(20_000);
  Object.assign(server, { isThere: true, status: 502 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(imported).toEqual([]);
  expect(asked.mock.calls.length).toBeLessThan(15);
  server.status = 200;
  await vi.advanceTimersByTimeAsync(8_000);
  await both;
  expect(imported).toEqual(['dialog', 'panel']);
});

test('a machine without a network knows that the server is away before anybody else', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  server.isThere = false;
  let isImported = false;
  const coming = part(async () => {
    isImported = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isImported).toBe(false);
  server.isThere = true;
  await vi.advanceTimersByTimeAsync(8_000);
  await coming;
  expect(isImported).toBe(true);
});

test('what has come once is there without the server', async () => {
  const again = () => part(async () => 'come once');
  await again();
  whenAway(() => true);
  server.isThere = false;
  expect(await again()).toBe('come once');
  expect(asked).not.toHaveBeenCalled();
});

test('a part whose fetch failed is fetched once more when the server answers: then nothing is missing', async () => {
  const failure = new TypeError('once');
  missing.add(failure);
  const load = vi.fn(async () => 'second');
  load.mockRejectedValueOnce(failure);
  expect(await part(load)).toBe('second');
  expect(missing.size).toBe(0);
});

test('a part that a browser won’t fetch again is rejected after that', async () => {
  const load = vi.fn().mockRejectedValue(new TypeError('for ever'));
  await expect(part(load)).rejects.toThrow('for ever');
  expect(load).toHaveBeenCalledTimes(2);
});
