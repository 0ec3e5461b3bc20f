import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { buildSchema } from 'graphql';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { dispatch, raise } from '../kit/story.ts';

import { inside, linesOf } from './support-access.fixture.ts';

test('inside, headquarters reads and changes nothing, and each customer it sees is in the partner’s trail before it is seen', async ({
  world,
  partner,
  customer,
  rival,
  headquarters,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const { visitor, id } = await inside(world, headquarters, partner);
  expect(await visitor.get('{ viewer { surface roles partnerName } supportPresence { id isMe mayWrite } }')).toEqual({
    viewer: { surface: 'desk', roles: ['support'], partnerName: partner.name },
    supportPresence: [{ id, isMe: true, mayWrite: false }],
  });
  const { tickets } = await visitor.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets { nodes { id symptom } } }',
  );
  expect(tickets.nodes.map((ticket) => ticket.id)).toContain(ticketId);
  const { errors } = await visitor.ask('mutation ($id: ID!) { takeTicket(id: $id) { id } }', { id: ticketId });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'supportReadOnly' });
  expect(errors?.[0]?.message).toContain('only read');
  const lines = await linesOf(world, partner.tenant, 'read');
  expect(lines).toContainEqual({
    noun_id: customer.id,
    customer_id: customer.id,
    support_id: id,
    after: { fields: ['tickets'] },
  });
  expect(await linesOf(world, partner.tenant, 'supportEntered')).toHaveLength(1);
  expect(await linesOf(world, rival.tenant, 'read')).toEqual([]);
});

test('every field that is open to support accounts for whose rows it told', async ({
  world,
  partner,
  customer,
  consultant,
  headquarters,
}) => {
  const { callId, ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  await partner.supervisor.get(
    'mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }',
    {
      id: orderId,
      c: consultant.membershipId,
    },
  );
  const { visitor } = await inside(world, headquarters, partner);
  const { ticket } = await partner.hotline.get<{ ticket: { number: string } }>(
    'query ($id: ID!) { ticket(id: $id) { number } }',
    {
      id: ticketId,
    },
  );
  const questions: Record<string, string> = {
    call: `{ call(id: "${callId}") { id state } }`,
    calls: '{ calls { nodes { id state } } }',
    ticket: `{ ticket(id: "${ticketId}") { id symptom } }`,
    tickets: '{ tickets { edges { node { symptom } } } }',
    dispatchOrder: `{ dispatchOrder(id: "${orderId}") { id state } }`,
    dispatchOrders: '{ dispatchOrders { nodes { state } } }',
    customer: `{ customer(id: "${customer.id}") { name } }`,
    customers: '{ customers { nodes { name } } }',
    callerMatches: `{ callerMatches(number: "${customer.mobile}") { matches { customer { name } } } }`,
    entitlement: `{ entitlement(customerId: "${customer.id}") { __typename } }`,
    promises: '{ promises { nodes { id } } }',
    search: `{ search(text: "${ticket.number}") { title } }`,
  };
  for (const [field, question] of Object.entries(questions)) {
    const before = (await linesOf(world, partner.tenant, 'read')).length;
    await visitor.get(question);
    const fresh = (await linesOf(world, partner.tenant, 'read')).slice(before);
    expect(
      fresh.map((line) => line.customer_id),
      field,
    ).toContain(customer.id);
  }
  const withCustomers = services.flatMap((service) => service.openToSupport?.reads ?? []);
  const WITHOUT = ['viewer', 'partner', 'members', 'calendarYear', 'divisions', 'products', 'supportPresence'];
  const live = [
    ...['dispatchOrderChanged', 'ticketChanged', 'promiseChanged', 'callChanged', 'customerChanged'],
    ...['partnerChanged', 'supportPresenceChanged'],
  ];
  expect(withCustomers.sort()).toEqual([...Object.keys(questions), ...WITHOUT, ...live].sort());
});

test('a delivery of a subscription is accounted for as an answer is', async ({
  world,
  partner,
  customer,
  headquarters,
}) => {
  const { visitor } = await inside(world, headquarters, partner);
  const watching = await visitor.listen<{ ticketChanged: { id: string } }>(
    'subscription { ticketChanged { id symptom } }',
  );
  const { ticketId } = await raise({ ...partner, customer });
  await watching.until(({ ticketChanged }) => ticketChanged.id === ticketId);
  expect((await linesOf(world, partner.tenant, 'read')).map((line) => line.after.fields)).toContainEqual([
    'ticketChanged',
  ]);
  await visitor.leave();
});

test('what isn’t opened to support by name is closed to it, with working roles too', async ({
  world,
  partner,
  headquarters,
}) => {
  const { visitor } = await inside(world, headquarters, partner, ['hotline_consultant', 'area_supervisor']);
  const desk = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema/contracts/desk.graphql'), 'utf8'));
  const open = new Set(services.flatMap(({ openToSupport: to }) => [...(to?.reads ?? []), ...(to?.works ?? [])]));
  for (const never of ['auditEntries', 'signOn', 'supportAccesses', 'grantSupportAccess', 'saveSignOn', 'askArchive'])
    expect(open.has(never), never).toBe(false);
  for (const field of Object.values(desk.getQueryType()?.getFields() ?? {})) {
    if (open.has(field.name) || field.args.some((arg) => arg.type.toString().endsWith('!'))) continue;
    const isLeaf =
      !/^\[?[A-Z]/.test(field.type.toString()) ||
      /^(String|Int|Boolean|ID|Float)/.test(field.type.toString().replace(/[[\]!]/g, ''));
    const code = await visitor.codeOf(`{ ${field.name} ${isLeaf ? '' : '{ __typename }'} }`);
    expect(['FORBIDDEN', 'NOT_FOUND'], `${field.name}: ${code}`).toContain(code);
  }
});

test('with working roles headquarters works along as those roles, and nothing more', async ({
  world,
  partner,
  customer,
  headquarters,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const { visitor } = await inside(world, headquarters, partner, ['hotline_consultant']);
  await visitor.get('mutation ($id: ID!) { noteTicket(id: $id, text: "总部协助查看") { id } }', { id: ticketId });
  const { errors } = await visitor.ask('mutation ($id: ID!) { confirmTicket(id: $id) { id } }', { id: ticketId });
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'supportClosed' });
});
