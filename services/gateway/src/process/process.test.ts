import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { Lifecycle } from './lifecycle.ts';
import { listen } from './listen.ts';
import { Progress } from './progress.ts';

function lifecycle(budgetMs = 4600) {
  const codes: number[] = [];
  const errors: unknown[] = [];
  const life = new Lifecycle({ budgetMs, exit: (code) => codes.push(code), report: (error) => errors.push(error) });
  return { life, codes, errors };
}

test('what was started last stops first', async () => {
  const { life, codes } = lifecycle();
  const order: string[] = [];
  for (const name of ['database', 'services', 'server']) life.onStop(name, () => order.push(name));
  await Promise.all([life.stop(), life.stop()]);
  expect(order).toEqual(['server', 'services', 'database']);
  expect(codes).toEqual([0]);
  expect(life.signal.aborted).toBe(true);
});

test('a step that fails or hangs does not keep the others from stopping', async () => {
  const { life, codes, errors } = lifecycle();
  const order: string[] = [];
  life.onStop('database', () => order.push('database'));
  life.onStop('bus', () => Promise.reject(new Error('gone')));
  life.onStop('server', () => new Promise(() => undefined), 10);
  await life.stop(3);
  expect(order).toEqual(['database']);
  expect(errors).toHaveLength(2);
  expect(codes).toEqual([3]);
});

test('a stop that takes longer than its budget ends the process all the same', async () => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const life = new Lifecycle({ budgetMs: 20, exit: resolve, report: () => undefined });
  life.onStop('server', () => new Promise(() => undefined), 60_000);
  void life.stop();
  expect(await promise).toBe(1);
});

test('a taken port is named in one line together with a way out', async () => {
  const first = createServer();
  const port = await listen(first, 0, '127.0.0.1');
  await expect(listen(createServer(), port, '127.0.0.1')).rejects.toThrow(
    new RegExp(`^Port ${port} is taken: .*PORT=`),
  );
  first.close();
});

test('away from a terminal a step is one line with its time and counts', async () => {
  const lines: string[] = [];
  const progress = new Progress({ write: (text) => lines.push(text) });
  await progress.step('Demo data', async (tell) => tell('600 customers'));
  await expect(progress.step('Database', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(lines).toEqual([
    expect.stringMatching(/^✓ Demo data {2}\d\.\d s {2}600 customers\n$/),
    expect.stringMatching(/^✗ Database {2}\d\.\d s\n$/),
  ]);
});
