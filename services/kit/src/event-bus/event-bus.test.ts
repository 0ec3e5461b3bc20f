import { expect, test } from 'vitest';
import { type BusEvent, EventBus } from './event-bus.ts';

const event = (nounId: string, more: Partial<BusEvent> = {}): BusEvent => ({
  id: crypto.randomUUID(),
  tenantId: 'a',
  customerId: null,
  event: 'ticketUpdated',
  noun: 'ticket',
  nounId,
  ids: {},
  ...more,
});

/** A listener that is waiting for its first event. */
function listenTo(bus: EventBus, tenant: string, signal?: AbortSignal) {
  const changes = bus.changes(tenant, 'ticket', signal);
  return { changes, first: changes.next() };
}

test('a slow listener is told of each thing once, of the newest event, and of no other tenant’s', async () => {
  const bus = new EventBus();
  const { changes, first } = listenTo(bus, 'a');
  bus.publish(event('1'));
  bus.publish(event('rival’s', { tenantId: 'b' }));
  await first;
  for (let i = 0; i < 5000; i++) bus.publish(event('2', { event: `change ${i}` }));
  bus.publish(event('3'));
  expect((await changes.next()).value).toMatchObject({ nounId: '2', event: 'change 4999' });
  expect((await changes.next()).value).toMatchObject({ nounId: '3' });
});

test('a listener that falls behind too far is ended rather than left without what it missed', async () => {
  const bus = new EventBus();
  const { changes, first } = listenTo(bus, 'a');
  bus.publish(event('first'));
  await first;
  for (let i = 0; i < 20_000; i++) bus.publish(event(String(i)));
  await expect(changes.next()).rejects.toThrow('fell behind');
  expect(bus.size).toBe(0);
});

test('a listener that goes leaves nothing behind', async () => {
  const bus = new EventBus();
  const abort = new AbortController();
  const { first } = listenTo(bus, 'a', abort.signal);
  expect(bus.size).toBe(1);
  abort.abort();
  expect(await first).toEqual({ done: true, value: undefined });
  expect(bus.size).toBe(0);
});

test('it is known for half a minute whether a tenant, a customer there, or a noun was told anything', () => {
  const bus = new EventBus();
  bus.publish(event('1', { customerId: 'c' }));
  const noun = 'ticket';
  for (const circle of [{ noun, tenant: 'a' }, { noun, tenant: 'a', customers: ['b', 'c'] }, { noun }])
    expect(bus.changedWithin(circle, 1000)).toBe(true);
  const others = [
    { noun, tenant: 'rival' },
    { noun, tenant: 'a', customers: ['b'] },
    { noun, tenant: 'a', customers: [] },
    { noun: 'promise', tenant: 'a' },
    { noun: 'figure' },
  ];
  for (const other of others) expect(bus.changedWithin(other, 1000)).toBe(false);
  expect(bus.changedWithin({ noun, tenant: 'a' }, -1)).toBe(false);
  expect(bus.changedWithin({ noun, tenant: 'rival' }, 30_001)).toBe(true);
  // More than there is room for: of what was forgotten nobody says that nothing happened.
  for (let i = 0; i < 20_000; i++) bus.publish(event('1', { tenantId: String(i) }));
  expect(bus.changedWithin({ noun, tenant: 'a' }, 1000)).toBe(true);
});

test('what was told before this process listened may be news to whoever comes to it', () => {
  const bus = new EventBus();
  expect(bus.changedWithin({ noun: 'ticket', tenant: 'a' }, 1000)).toBe(false);
  bus.listens();
  expect(bus.changedWithin({ noun: 'ticket', tenant: 'a' }, 1000)).toBe(true);
  expect(bus.changedWithin({ noun: 'ticket', tenant: 'rival' }, -1)).toBe(false);
});
