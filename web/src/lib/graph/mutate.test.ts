import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const sent: Array<{ variables: { idempotencyKey: string } }> = [];
let answers: Array<() => Promise<unknown>> = [];
vi.mock('./http.link.ts', () => ({
  send: (_document: unknown, variables: { idempotencyKey: string }) => {
    sent.push({ variables });
    return (answers.shift() ?? (() => Promise.resolve({ done: true })))();
  },
}));
const asked = vi.hoisted(() => vi.fn(() => Promise.resolve(true)));
vi.mock('#lib/account/proving.svelte.ts', () => ({ proving: { ask: asked } }));
vi.mock('./cache.ts', () => ({ writeResult: () => {} }));
const { mutate } = await import('./mutate.ts');
const { Problem } = await import('./problem.ts');

const store = new Map<string, string>();
vi.stubGlobal('sessionStorage', {
  getItem: (name: string) => store.get(name) ?? null,
  setItem: (name: string, value: string) => store.set(name, value),
  removeItem: (name: string) => store.delete(name),
});
const lost = () => Promise.reject(new Problem('UNAVAILABLE', '', { outcomeUnknown: true }));
const document = { name: 'TakeTicket', asked: { query: '' }, definitions: ['idempotencyKey'] } as never;

beforeEach(() => {
  store.clear();
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

/** Sends three times into the void, as a page does before its person reloads it. */
const sendInVain = async (variables: object, to = document) => {
  answers = [lost, lost, lost];
  const told = expect(mutate(to, variables)).rejects.toMatchObject({ outcomeUnknown: true });
  await vi.runAllTimersAsync();
  await told;
};
const keys = () => sent.map(({ variables }) => variables.idempotencyKey);

test('what was sent without an answer has its key still after a reload; with the answer it is forgotten', async () => {
  await sendInVain({ id: '1', note: '客户已回电' });
  expect([...store.keys()].join()).not.toContain('客户');
  await mutate(document, { note: '客户已回电', id: '1' });
  expect(new Set(keys()).size).toBe(1);
  expect(store.size).toBe(0);
  await mutate(document, { id: '1', note: '客户已回电' });
  expect(new Set(keys()).size).toBe(2);
});

test('a refusal at the door after a lost answer leaves the key; the server’s own verdict ends it', async () => {
  const busy = () => Promise.reject(new Problem('LIMITED', ''));
  answers = [lost, busy];
  const told = expect(mutate(document, { id: '1' })).rejects.toMatchObject({ code: 'LIMITED' });
  await vi.runAllTimersAsync();
  await told;
  answers = [() => Promise.reject(new Problem('CONFLICT', ''))];
  await expect(mutate(document, { id: '1' })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(new Set(keys()).size).toBe(1);
  await mutate(document, { id: '1' });
  expect(new Set(keys()).size).toBe(2);
});

test('of a matter of credentials nothing is kept, not even a fingerprint', async () => {
  const secret = { name: 'ChangePassword', asked: { query: '' }, definitions: [] } as never;
  await sendInVain({ password: 'correct horse' }, secret);
  expect(store.size).toBe(0);
});
