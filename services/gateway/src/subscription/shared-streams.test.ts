import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { type Member, SharedStreams } from './shared-streams.ts';

/** A source that says what it is told to, and knows how often it was opened and whether it is still read. */
function source() {
  const waiting: ((result: ExecutionResult | Error) => void)[] = [];
  const said: (ExecutionResult | Error)[] = [];
  const signals: AbortSignal[] = [];
  const open = async (signal: AbortSignal): Promise<AsyncIterable<ExecutionResult>> => {
    signals.push(signal);
    return (async function* () {
      for (;;) {
        const next = said.shift() ?? (await new Promise<ExecutionResult | Error>((resolve) => waiting.push(resolve)));
        if (next instanceof Error) throw next;
        yield next;
      }
    })();
  };
  const say = (result: ExecutionResult | Error): void => {
    const next = waiting.shift();
    if (next) next(result);
    else said.push(result);
  };
  return { open, say, signals };
}

function listener(): Member & { readonly heard: string[]; hasFailed: boolean } {
  const heard: string[] = [];
  const member = {
    heard,
    hasFailed: false,
    told: (json: string) => void heard.push(json),
    failed: () => {
      member.hasFailed = true;
    },
  };
  return member;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('whoever asks the same is told the same from one source, which ends with the last of them', async () => {
  const streams = new SharedStreams();
  const { open, say, signals } = source();
  const [one, other] = [listener(), listener()];
  const leaveOne = await streams.join('same', one, open);
  const leaveOther = await streams.join('same', other, open);
  expect(signals).toHaveLength(1);
  say({ data: { n: 1 } });
  await settled();
  expect([one.heard, other.heard]).toEqual([['{"data":{"n":1}}'], ['{"data":{"n":1}}']]);
  (leaveOne as () => void)();
  say({ data: { n: 2 } });
  await settled();
  expect(one.heard).toHaveLength(1);
  expect(other.heard).toHaveLength(2);
  expect(signals[0]?.aborted).toBe(false);
  (leaveOther as () => void)();
  expect(signals[0]?.aborted).toBe(true);
  expect(streams.size).toBe(0);
});

test('another question has a source of its own, and hears nothing of the first', async () => {
  const streams = new SharedStreams();
  const [mine, rivals] = [source(), source()];
  const [me, rival] = [listener(), listener()];
  await streams.join('mine', me, mine.open);
  await streams.join('rival’s', rival, rivals.open);
  mine.say({ data: { n: 1 } });
  await settled();
  expect(me.heard).toHaveLength(1);
  expect(rival.heard).toEqual([]);
});

test('where the source fails everybody hears so once, and the next who asks opens it anew', async () => {
  const streams = new SharedStreams();
  const { open, say, signals } = source();
  const [one, other] = [listener(), listener()];
  await streams.join('same', one, open);
  await streams.join('same', other, open);
  say(new Error('away'));
  await settled();
  expect([one.hasFailed, other.hasFailed]).toEqual([true, true]);
  await streams.join('same', one, open);
  expect(signals).toHaveLength(2);
});

test('what can’t be opened is answered to each, and leaves nothing behind', async () => {
  const streams = new SharedStreams();
  const refused = { errors: [] };
  expect(await streams.join('no', listener(), async () => refused)).toBe(refused);
  await expect(streams.join('no', listener(), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(streams.size).toBe(0);
});
