import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairGate, type Urgency } from './fair-gate.ts';

/** A task that ends when told to, and what began in which order. */
function stage(capacity = { total: 4, each: 2, waiting: 3 }) {
  const gate = new FairGate(capacity);
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (tenant: string, name: string, urgency: Urgency = 'read'): Promise<void> =>
    gate.run(tenant, urgency, async () => {
      began.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { gate, began, ask, end };
}

test('a tenant that asks a hundred times as much as it may leaves another’s question unhindered', async () => {
  const { began, ask } = stage({ total: 4, each: 2, waiting: 100 });
  for (let i = 0; i < 50; i++) void ask('busy', `busy ${i}`);
  void ask('rival', 'rival');
  expect(began).toEqual(['busy 0', 'busy 1', 'rival']);
});

test('tenants that wait take turns', async () => {
  const { began, ask, end } = stage({ total: 1, each: 1, waiting: 9 });
  for (const name of ['a1', 'a2', 'a3']) void ask('a', name);
  for (const name of ['b1', 'b2']) void ask('b', name);
  for (const name of ['a1', 'b1', 'a2', 'b2']) await end(name);
  expect(began.slice(0, 4).sort()).toEqual(['a1', 'a2', 'b1', 'b2']);
  expect(began).toHaveLength(5);
});

test('a change goes before a read, and a read before a report', async () => {
  const { began, ask, end } = stage({ total: 1, each: 1, waiting: 9 });
  void ask('a', 'first');
  void ask('a', 'report', 'report');
  void ask('b', 'read', 'read');
  void ask('c', 'record', 'change');
  for (const name of ['first', 'record', 'read']) await end(name);
  expect(began).toEqual(['first', 'record', 'read', 'report']);
});

test('who comes when too much waits is told when to come back, and others of the tenant are not held up', async () => {
  const { gate, ask } = stage();
  for (let i = 0; i < 5; i++) void ask('a', `a${i}`);
  await expect(ask('a', 'too much')).rejects.toMatchObject({
    code: 'LIMITED',
    reason: 'overloaded',
    params: { seconds: 1 },
  });
  expect(gate.waiting).toBe(3);
});

test('whatever is asked and whichever fails, no limit is passed, everything is run once, and nothing is left behind', async () => {
  const asked = fc.array(fc.record({ tenant: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean(), turns: fc.nat(3) }));
  await fc.assert(
    fc.asyncProperty(asked, async (tasks) => {
      const gate = new FairGate({ total: 3, each: 2, waiting: 1000 });
      const running = new Map<string, number>();
      let most = 0;
      let ran = 0;
      const results = await Promise.allSettled(
        tasks.map(({ tenant, fails, turns }) =>
          gate.run(tenant, 'read', async () => {
            ran += 1;
            running.set(tenant, (running.get(tenant) ?? 0) + 1);
            expect(running.get(tenant)).toBeLessThanOrEqual(2);
            most = Math.max(
              most,
              [...running.values()].reduce((a, b) => a + b, 0),
            );
            for (let i = 0; i < turns; i++) await Promise.resolve();
            running.set(tenant, (running.get(tenant) ?? 0) - 1);
            if (fails) throw new Error('on purpose');
          }),
        ),
      );
      expect(ran).toBe(tasks.length);
      expect(most).toBeLessThanOrEqual(3);
      expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(
        tasks.filter(({ fails }) => fails).length,
      );
      expect(gate.waiting).toBe(0);
    }),
  );
});
