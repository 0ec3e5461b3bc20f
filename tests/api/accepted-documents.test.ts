import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';

const TICKET = 'query ($id: ID!) { ticket(id: $id) { id } }';

test('a document is answered the second time as the first: data, refusals, wrong variables, and to each viewer its own', async ({
  partner,
  customer,
  rival,
}) => {
  const { raiseTicket } = await partner.hotline.get<{ raiseTicket: { id: string } }>(
    'mutation ($c: ID!) { raiseTicket(input: { customerId: $c, symptom: "打不开账套" }) { id } }',
    { c: customer.id },
  );
  const answers = async (variables: object) => [
    await partner.hotline.ask(TICKET, variables as never),
    await partner.hotline.ask(TICKET, variables as never),
  ];
  const stranger = '01999999-9999-7999-8999-999999999999';
  for (const variables of [{ id: raiseTicket.id }, { id: stranger }, {}, { id: ['a', 'b'] }, { id: 'not an id' }]) {
    const [first, second] = await answers(variables);
    expect(second).toEqual(first);
  }
  expect(await rival.hotline.codeOf(TICKET, { id: raiseTicket.id })).toBe('NOT_FOUND');
  expect(await rival.hotline.codeOf(TICKET)).toBe('INVALID');
});

test('a text that was let in at the desk is not let in elsewhere by that', async ({
  partner,
  customer,
  headquarters,
  rival,
}) => {
  const MEMBERS = '{ members { nodes { name phone } } }';
  for (const _ of [1, 2]) {
    expect(await partner.hotline.codeOf(MEMBERS)).toBeUndefined();
    expect(await customer.person.codeOf(MEMBERS)).toBe('INVALID');
    expect(await headquarters.codeOf(MEMBERS)).toBe('INVALID');
    const { members } = await rival.hotline.get<{ members: { nodes: unknown[] } }>(MEMBERS);
    expect(members.nodes).toHaveLength(2);
  }
});
