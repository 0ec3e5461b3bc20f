import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('$app/env', () => ({ browser: true }));
const { cache, readResult, whenTooLate, writeResult } = await import('./cache.ts');
const { gql } = await import('@apollo/client/core');

const readAgain = vi.fn();
const one = gql`query One { ticket { __typename id state version } }` as never;
const list = gql`query List { tickets { __typename nodes { __typename id state version } } }` as never;
const told = gql`subscription Told { ticketChanged { __typename id state version } }` as never;
const ticket = (state: string, version: number) => ({ __typename: 'Ticket', id: '1', state, version });
const state = () => (readResult(one, {}) as { ticket: { state: string } } | undefined)?.ticket.state;

beforeEach(async () => {
  await (await cache()).reset();
  readAgain.mockReset();
  whenTooLate(readAgain);
});

test('what was said first and arrives last isn’t taken, alone or in a list; what is shown is read again', () => {
  writeResult(one, {}, { ticket: ticket('NEW', 1) });
  writeResult(told, {}, { ticketChanged: ticket('WAITING', 3) }, 'ROOT_SUBSCRIPTION');
  expect(state()).toBe('WAITING');
  writeResult(one, {}, { ticket: ticket('OPEN', 2) });
  writeResult(list, {}, { tickets: { __typename: 'TicketConnection', nodes: [ticket('OPEN', 2)] } });
  expect(state()).toBe('WAITING');
  expect(readAgain).toHaveBeenCalledTimes(2);
  writeResult(one, {}, { ticket: ticket('OPEN', 3) });
  expect(state()).toBe('OPEN');
});

test('a database that was brought back from a copy is believed after a few answers', () => {
  writeResult(one, {}, { ticket: ticket('CLOSED', 9) });
  for (let i = 0; i < 4; i++) writeResult(one, {}, { ticket: ticket('OPEN', 4) });
  expect(readAgain).toHaveBeenCalledTimes(3);
  expect(state()).toBe('OPEN');
});

test('a page that stands open for days forgets what it doesn’t show', async () => {
  const known = await cache();
  for (let i = 0; i < 4_000; i++)
    writeResult(told, {}, { ticketChanged: { ...ticket('NEW', 1), id: String(i) } }, 'ROOT_SUBSCRIPTION');
  expect(Object.keys(known.extract()).length).toBeLessThan(2_100);
});

test('what is told before the cache’s code has come is there when it comes, in the same order', async () => {
  vi.resetModules();
  const early = await import('./cache.ts');
  early.writeResult(one, {}, { ticket: ticket('NEW', 1) });
  early.writeResult(told, {}, { ticketChanged: ticket('WAITING', 2) }, 'ROOT_SUBSCRIPTION');
  expect(early.readResult(one, {})).toBeUndefined();
  await early.cache();
  expect(early.readResult(one, {})).toMatchObject({ ticket: { state: 'WAITING' } });
});
