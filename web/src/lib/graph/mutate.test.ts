import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const sent: Array<{ variables: { idempotencyKey: string } }> = [];
let answers: Array<() => Promise<unknown>> = [];
vi.mock('./http.link.ts', () => ({
  send: (_fetch: unknown, _document: unknown, variables: { idempotencyKey: string }) => {
    sent.push({ variables });
    return (answers.shift() ?? (() => Promise.resolve({ done: true })))();
  },
}));
const asked = vi.hoisted(() => vi.fn(() => Promise.resolve(true)));
vi.mock('#lib/account/proving.svelte.ts', () => ({ proving: { ask: asked } }));
vi.mock('./cache.ts', () => ({ writeResult: () => {} }));
const { mutate } = await import('./mutate.ts');
const { Problem } = await import('./problem.ts');

const lost = () => Promise.reject(new Problem('UNAVAILABLE', '', { outcomeUnknown: true }));
const document = { name: 'TakeTicket', asked: { query: '' } } as never;

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  answers = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('a lost answer is asked for again with the same key', async () => {
  answers = [lost, lost];
  const result = mutate(document, { id: '1' });
  await vi.runAllTimersAsync();
  await expect(result).resolves.toEqual({ done: true });
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ variables }) => variables.idempotencyKey)).size).toBe(1);
});

test('a refusal is not tried again', async () => {
  answers = [() => Promise.reject(new Problem('CONFLICT', '已被修改'))];
  await expect(mutate(document, { id: '1' })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(sent).toHaveLength(1);
});

test('nobody answers: the person is told after three tries', async () => {
  answers = [lost, lost, lost];
  const result = mutate(document, { id: '1' });
  const told = expect(result).rejects.toMatchObject({ code: 'UNAVAILABLE', outcomeUnknown: true });
  await vi.runAllTimersAsync();
  await told;
  expect(sent).toHaveLength(3);
});

test('what needs a proof asks the person, and the same intent is sent again', async () => {
  vi.useRealTimers();
  const unproven = () => Promise.reject(new Problem('FORBIDDEN', '', { reason: 'proofNeeded' }));
  // The second refusal is of a process that hasn't heard of the proof yet.
  answers = [unproven, unproven];
  await expect(mutate(document, { id: '1' })).resolves.toEqual({ done: true });
  expect(asked).toHaveBeenCalledTimes(1);
  expect(new Set(sent.map(({ variables }) => variables.idempotencyKey)).size).toBe(1);
  asked.mockResolvedValue(false);
  answers = [unproven];
  await expect(mutate(document, { id: '1' })).rejects.toMatchObject({ reason: 'proofNeeded' });
});
