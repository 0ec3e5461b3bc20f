import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire, invite, makeCustomer } from '../kit/organisation.ts';
import { confirm, dispatch, raise, record, tell, visit } from '../kit/story.ts';

const TICKET =
  'query ($id: ID!) { ticket(id: $id) { state number customer { name phone } takenBy { name } entitlement { verdict } orders { id state } promises { kind state dueAt keptAt derivation { code } } activities { action } } }';

interface TicketAnswer {
  ticket: {
    state: string;
    customer: { name: string };
    entitlement: { verdict: string };
    orders: { id: string; state: string }[];
    promises: { kind: string; state: string; dueAt: string; keptAt: string | null; derivation: { code: string }[] }[];
    activities: { action: string }[];
  };
}

test('a call becomes a ticket, a visit, a confirmed record and a closed ticket, each step with its promise', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const cast = { ...partner, consultant, customer };
  const { ticketId } = await raise(cast);
  const orderId = await dispatch(partner.hotline, ticketId);
  const before = (await partner.hotline.get<TicketAnswer>(TICKET, { id: ticketId })).ticket;
  expect(before).toMatchObject({
    state: 'DISPATCHED',
    customer: { name: customer.name },
    entitlement: { verdict: 'IN_SERVICE' },
    orders: [{ id: orderId, state: 'RECEIVED' }],
  });
  expect(before.promises.map((promise) => [promise.kind, promise.state])).toEqual([
    ['CONTACT', 'RUNNING'],
    ['ON_SITE', 'RUNNING'],
  ]);
  expect(before.promises[0]?.derivation.at(0)?.code).toBe('STARTED');
  expect(before.promises[0]?.derivation.at(-1)?.code).toBe('DUE');
  await visit(cast, orderId);
  const { recordId, contentHash } = await record(consultant, orderId);
  await confirm(customer.person, recordId, contentHash);
  const after = (await partner.hotline.get<TicketAnswer>(TICKET, { id: ticketId })).ticket;
  expect(after.state).toBe('CLOSED');
  expect(after.promises.map((promise) => promise.state)).toEqual(['KEPT', 'KEPT']);
  expect(await rival.hotline.codeOf(TICKET, { id: ticketId })).toBe('NOT_FOUND');
});

test('a confirmed record that is corrected is a new version and needs a new confirmation', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const cast = { ...partner, consultant, customer };
  const { ticketId, orderId, recordId, contentHash } = await tell(cast, { confirmedBy: consultant });
  const seen = async () =>
    (
      await customer.person.get<{
        dispatchOrder: {
          state: string;
          record: { revision: number; confirmedAt: string | null; confirmedVia: string | null };
        };
      }>('query ($id: ID!) { dispatchOrder(id: $id) { state record { revision confirmedAt confirmedVia } } }', {
        id: orderId,
      })
    ).dispatchOrder;
  expect(await seen()).toMatchObject({ state: 'CONFIRMED', record: { revision: 1, confirmedVia: 'DEVICE' } });
  const again = await record(consultant, orderId, { steps: '重新过账,校验余额,备份数据库,培训出纳' });
  expect(again.contentHash).not.toBe(contentHash);
  expect(await seen()).toMatchObject({ state: 'RECORDED', record: { revision: 2, confirmedAt: null } });
  expect((await partner.hotline.get<TicketAnswer>(TICKET, { id: ticketId })).ticket.state).toBe('RESOLVED');
  const confirmOld = { input: { recordId, contentHash, rating: 5, signatoryName: '王会计' } };
  expect(
    await customer.person.codeOf(
      'mutation ($input: ConfirmServiceRecordInput!) { confirmServiceRecord(input: $input) { id } }',
      confirmOld,
    ),
  ).toBe('CONFLICT');
  expect(
    await rival.supervisor.codeOf(
      'mutation ($input: ConfirmServiceRecordInput!) { confirmServiceRecord(input: $input) { id } }',
      confirmOld,
    ),
  ).toBe('NOT_FOUND');
  await confirm(customer.person, again.recordId, again.contentHash);
  expect(await seen()).toMatchObject({ state: 'CONFIRMED', record: { revision: 2, confirmedVia: 'PORTAL' } });
});

test('the same submission twice, even at once, raises one ticket; the same key for another is a conflict', async ({
  partner,
  customer,
  rival,
}) => {
  const RAISE =
    'mutation ($key: ID, $input: RaiseTicketInput!) { raiseTicket(idempotencyKey: $key, input: $input) { id number } }';
  const variables = { key: 'one intent', input: { customerId: customer.id, symptom: '打不开账套' } };
  const answers = await Promise.all(
    [1, 2, 3].map(() => partner.hotline.get<{ raiseTicket: { id: string; number: string } }>(RAISE, variables)),
  );
  expect(new Set(answers.map((answer) => answer.raiseTicket.id)).size).toBe(1);
  expect(
    await partner.hotline.codeOf(RAISE, { ...variables, input: { ...variables.input, symptom: '另一件事' } }),
  ).toBe('CONFLICT');
  const { tickets } = await partner.hotline.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets { nodes { id } } }',
  );
  expect(tickets.nodes).toHaveLength(1);
  expect(await rival.hotline.codeOf(RAISE, variables)).toBe('NOT_FOUND');
});

test('two people who act at once: one does it, the other is told what changed, and nothing is done twice', async ({
  partner,
  consultant,
  customer,
  rival,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  const second = await hire(partner, '孙主管', ['area_supervisor']);
  const { dispatchOrder } = await partner.supervisor.get<{ dispatchOrder: { version: number } }>(
    'query ($id: ID!) { dispatchOrder(id: $id) { version } }',
    { id: orderId },
  );
  const ASSIGN =
    'mutation ($id: ID!, $c: ID!, $v: Int) { assignDispatchOrder(id: $id, consultantId: $c, expectedVersion: $v) { id } }';
  const variables = { id: orderId, c: consultant.membershipId, v: dispatchOrder.version };
  const codes = await Promise.all([partner.supervisor.codeOf(ASSIGN, variables), second.codeOf(ASSIGN, variables)]);
  expect(codes.filter((code) => code === undefined)).toHaveLength(1);
  expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(1);
  expect(await rival.supervisor.codeOf(ASSIGN, variables)).toBe('NOT_FOUND');
});

test('a list is one statement and a ticket’s page at most three, however much hangs on it', async ({
  world,
  partner,
  consultant,
  customer,
  rival,
}) => {
  const { ticketId } = await tell({ ...partner, consultant, customer });
  world.statements();
  await partner.hotline.get(
    '{ tickets { nodes { id number customer { name } takenBy { name } } pageInfo { endCursor hasNextPage } } }',
  );
  expect(world.statements()).toHaveLength(1);
  await partner.hotline.get(TICKET, { id: ticketId });
  expect(world.statements().length).toBeLessThanOrEqual(3);
  await rival.hotline.get('{ tickets { nodes { id } } }');
  expect(world.statements()).toHaveLength(1);
});

test('another customer of the same partner sees nothing of it', async ({ partner, consultant, customer, rival }) => {
  const other = await makeCustomer(partner, '上海另一家贸易有限公司');
  const stranger = await invite(partner, other, '赵出纳');
  const story = await tell({ ...partner, consultant, customer });
  for (const person of [stranger, rival.hotline]) {
    expect(await person.codeOf(TICKET.replace('phone', ''), { id: story.ticketId })).toBe('NOT_FOUND');
    expect(await person.codeOf('query ($id: ID!) { dispatchOrder(id: $id) { state } }', { id: story.orderId })).toBe(
      'NOT_FOUND',
    );
    expect(await person.codeOf('query ($id: ID!) { customer(id: $id) { name } }', { id: customer.id })).toBe(
      'NOT_FOUND',
    );
    expect((await person.get<{ tickets: { nodes: unknown[] } }>('{ tickets { nodes { id } } }')).tickets.nodes).toEqual(
      [],
    );
  }
});

test('a list asked for twice in one document is told once, also where the answer takes several services', async ({
  partner,
  customer,
  consultant,
  rival,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  const TWICE =
    'query ($id: ID!) { dispatchOrder(id: $id) { ...A ...B candidates { member { id title } } } } fragment A on DispatchOrder { promises { id kind } } fragment B on DispatchOrder { promises { state } }';
  const { dispatchOrder } = await partner.supervisor.get<{
    dispatchOrder: { promises: object[]; candidates: { member: { id: string } }[] };
  }>(TWICE, { id: orderId });
  expect(dispatchOrder.promises).toHaveLength(2);
  expect(dispatchOrder.candidates.map(({ member }) => member.id)).toEqual([consultant.membershipId]);
  expect(await rival.supervisor.codeOf(TWICE, { id: orderId })).toBe('NOT_FOUND');
});
