import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { type Member, SharedStreams } from './shared-streams.ts';
import type { Telling } from './telling.ts';

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
    told: (telling: Telling) => void heard.push(payloadOf(telling.frame('1'))),
    failed: () => {
      member.hasFailed = true;
    },
  };
  return member;
}

/** The payload of a short frame: two or four bytes, then `{"id":"1","type":"next","payload":…}`. */
const payloadOf = (frame: Buffer): string =>
  JSON.stringify(JSON.parse(String(frame.subarray(frame.indexOf('{')))).payload);

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('whoever asks the same is told the same from one source, which ends with the last of them', async () => {
  const streams = new SharedStreams();
  const { open, say, signals } = source();
  const [one, other] = [listener(), listener()];
  const stream = streams.join('same', one, open);
  expect(streams.join('same', other, open)).toBe(stream);
  expect(await stream.refused).toBeUndefined();
  expect(signals).toHaveLength(1);
  say({ data: { n: 1 } });
  await settled();
  expect([one.heard, other.heard]).toEqual([['{"data":{"n":1}}'], ['{"data":{"n":1}}']]);
  stream.leave(one);
  say({ data: { n: 2 } });
  await settled();
  expect(one.heard).toHaveLength(1);
  expect(other.heard).toHaveLength(2);
  expect(signals[0]?.aborted).toBe(false);
  stream.leave(other);
  expect(signals[0]?.aborted).toBe(true);
  expect(streams.size).toBe(0);
});

test('another question has a source of its own, and hears nothing of the first', async () => {
  const streams = new SharedStreams();
  const [mine, rivals] = [source(), source()];
  const [me, rival] = [listener(), listener()];
  streams.join('mine', me, mine.open);
  streams.join('rival’s', rival, rivals.open);
  mine.say({ data: { n: 1 } });
  await settled();
  expect(me.heard).toHaveLength(1);
  expect(rival.heard).toEqual([]);
});

test('where the source fails everybody hears so once, and the next who asks opens it anew', async () => {
  const streams = new SharedStreams();
  const { open, say, signals } = source();
  const [one, other] = [listener(), listener()];
  streams.join('same', one, open);
  streams.join('same', other, open);
  say(new Error('away'));
  await settled();
  expect([one.hasFailed, other.hasFailed]).toEqual([true, true]);
  streams.join('same', one, open);
  expect(signals).toHaveLength(2);
});

test('what can’t be opened is answered to each, and leaves nothing behind', async () => {
  const streams = new SharedStreams();
  const refused = { errors: [] };
  const [one, other] = [listener(), listener()];
  const no = streams.join('no', one, async () => refused);
  expect(await no.refused).toBe(refused);
  no.leave(one);
  const away = streams.join('no', other, () => Promise.reject(new Error('away')));
  await expect(away.refused).rejects.toThrow('away');
  away.leave(other);
  expect(streams.size).toBe(0);
});

test('of thousands who hear a change, those behind don’t keep other work waiting, and nobody is left out', async () => {
  const streams = new SharedStreams();
  const { open, say } = source();
  const everybody = Array.from({ length: 2500 }, listener);
  const stream = everybody.map((one) => streams.join('same', one, open))[0];
  await stream?.refused;
  let heardMeanwhile = 0;
  say({ data: { n: 1 } });
  await new Promise<void>((resolve) => setImmediate(resolve));
  heardMeanwhile = everybody.filter(({ heard }) => heard.length > 0).length;
  expect(heardMeanwhile).toBeLessThan(2500);
  await expect.poll(() => everybody.every(({ heard }) => heard.length === 1)).toBe(true);
});
