import type { Viewer } from '@landfall/kit/viewer/viewer';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Known } from './accepted-documents.ts';
import { CAPACITY, Turns } from './turns.ts';

const documentOf = (text: string): Known => {
  const document = parse(text);
  return {
    operation: { document, operation: document.definitions[0] as never, operationName: 'Asked' },
    variables: {},
  };
};
const READ = documentOf('query Asked { figures }');
const CHANGE = documentOf('mutation Asked { take }');
const viewerOf = (tenant: string, sessionId = 'one'): Viewer => ({ tenant, sessionId, surface: 'hq' }) as never;

/** A tenant whose places are all taken. */
function busy() {
  const turns = new Turns<{ status: number; body: string }>();
  const ends: (() => void)[] = [];
  const began: string[] = [];
  let next = { status: 200, body: '{"data":{}}' };
  const ask = (viewer: Viewer, name: string, { known = READ, body = {} as object } = {}) =>
    turns.take({ viewer, body }, known, async () => {
      began.push(name);
      const answer = { ...next, body: next.body.replace('{}', `"${name}"`) };
      await new Promise<void>((resolve) => ends.push(resolve));
      return answer;
    });
  const full = Array.from({ length: CAPACITY.each }, (_, i) => ask(viewerOf('t'), `full ${i}`, { body: { i } }));
  const free = async () => {
    for (const end of ends.splice(0)) end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const answersWith = (answer: typeof next) => {
    next = answer;
  };
  return { ask, began, free, full, answersWith, since: () => began.slice(CAPACITY.each) };
}

test('what somebody asks again while the same of theirs waits is asked once, and both are told', async () => {
  const { ask, free, since } = busy();
  const both = [ask(viewerOf('t'), 'first'), ask(viewerOf('t'), 'again')];
  const other = ask(viewerOf('t'), 'other variables', { body: { variables: { month: '2026-11' } } });
  await free();
  await free();
  // Whoever asked first may have left: the last one's is run.
  expect(since()).toEqual(['again', 'other variables']);
  expect((await Promise.all(both)).map(({ body }) => body)).toEqual(['{"data":"again"}', '{"data":"again"}']);
  expect((await other).body).toBe('{"data":"other variables"}');
});

test('what has begun is no answer to who asks later: they may have changed something in between', async () => {
  const { ask, free, since } = busy();
  const first = ask(viewerOf('t'), 'first');
  await free();
  const fill = Array.from({ length: CAPACITY.each }, (_, i) => ask(viewerOf('t'), `fill ${i}`, { body: { i } }));
  const later = ask(viewerOf('t'), 'later');
  for (let i = 0; i < 4; i += 1) await free();
  await Promise.all([first, later, ...fill]);
  expect(since()).toContain('later');
});

test('nobody is told another’s answer: not another session’s, not a rival’s, and a change is always made', async () => {
  const { ask, free, since } = busy();
  const asked = [ask(viewerOf('t'), 'one'), ask(viewerOf('t', 'two'), 'two'), ask(viewerOf('rival'), 'rival')];
  asked.push(ask(viewerOf('t'), 'change', { known: CHANGE }), ask(viewerOf('t'), 'change again', { known: CHANGE }));
  for (let i = 0; i < 3; i += 1) await free();
  await Promise.all(asked);
  expect(since().sort()).toEqual(['change', 'change again', 'one', 'rival', 'two']);
});

test('where that answer came to nothing, the others ask for themselves', async () => {
  const { ask, free, since, answersWith } = busy();
  answersWith({ status: 200, body: '{"errors":[],"data":{}}' });
  const [first, again] = [ask(viewerOf('t'), 'first'), ask(viewerOf('t'), 'again')];
  await free();
  answersWith({ status: 200, body: '{"data":{}}' });
  await free();
  await free();
  expect((await first).body).toContain('errors');
  expect((await again).body).toBe('{"data":"again"}');
  expect(since()).toEqual(['again', 'again']);
});
