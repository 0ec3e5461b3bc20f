import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { raise } from '../kit/story.ts';

const RAISE = 'mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id } }';

test('a customer who names a call of the hotline, their own or a rival’s, gets NOT_FOUND and raises nothing', async ({
  partner,
  customer,
  rival,
}) => {
  const { callId } = await raise({ ...partner, customer });
  const own = { symptom: '打不开账套' };
  expect(await customer.person.codeOf(RAISE, { input: { ...own, callId } })).toBe('NOT_FOUND');
  expect(await rival.hotline.codeOf(RAISE, { input: { ...own, customerId: customer.id, callId } })).toBe('NOT_FOUND');
  const { tickets } = await customer.person.get<{ tickets: { nodes: unknown[] } }>('{ tickets { nodes { id } } }');
  expect(tickets.nodes).toHaveLength(1);
  expect(await customer.person.codeOf(RAISE, { input: own })).toBeUndefined();
});
