import { expect, test } from 'vitest';
import { makePartner, type Partner } from './people.fixture.ts';
import { appointments, DO, SEE } from './story.fixture.ts';
import type { Scene } from './support.fixture.ts';

/** `rival`, another partner, and another customer of the same partner, with every id of the story in hand. */
export function isolationTests(scene: Scene): void {
  const NOT_FOUND = /^NOT_FOUND /;
  const everyRole = (viewer: Partner['hotline']) => ({
    ...viewer,
    roles: ['partner_admin', 'hotline_consultant', 'area_supervisor', 'service_consultant'],
  });

  /** Everything that takes an id of somebody else's, as [name, document, variables]. */
  async function stolen(): Promise<[string, string, object][]> {
    const { stage, p, story } = scene;
    const call = (
      await stage.get(p.hotline, DO.answer, { input: { callerNumber: '13812345678', customerId: p.customerId } })
    ).answerCall;
    const ticketId = await story.ticket();
    const order = await story.assigned();
    const { orderId, recordId, contentHash } = await story.recorded();
    const at = appointments().open;
    const on = (id: string, more: object = {}) => ({ id, ...more });
    const input = (more: object) => ({ input: more });
    return [
      ['call', SEE.call, on(call.id)],
      ['matchCall', DO.match, on(call.id, { customerId: p.customerId })],
      ['solveCall', DO.solveCall, on(call.id, { solution: 'x' })],
      ['answerCall', DO.answer, input({ callerNumber: '13812345678', customerId: p.customerId })],
      ['raiseTicket', DO.raise, input({ symptom: 'x', customerId: p.customerId })],
      ['ticket', SEE.ticket, on(ticketId)],
      ['takeTicket', DO.take, on(ticketId)],
      ['waitTicket', DO.wait, on(ticketId, { reason: 'x' })],
      ['resumeTicket', DO.resume, on(ticketId)],
      ['resolveTicket', DO.resolve, on(ticketId, { solution: 'x' })],
      ['reopenTicket', DO.reopen, on(ticketId, { reason: 'x' })],
      ['confirmTicket', DO.confirmTicket, on(ticketId)],
      ['noteTicket', DO.note, on(ticketId, { text: 'x' })],
      ['dispatchTicket', DO.dispatch, input({ ticketId })],
      ['dispatchOrder', SEE.order, on(order)],
      ['assignDispatchOrder', DO.assign, on(order, { consultantId: p.consultant.membershipId })],
      ['acceptOrderPrice', DO.price, on(order, { items: [{ code: 'ROUTINE' }], by: 'x' })],
      ['contactCustomer', DO.contact, on(order, { reached: true })],
      ['scheduleVisit', DO.schedule, on(order, { at })],
      ['rescheduleVisit', DO.reschedule, on(order, { at, reason: 'x' })],
      ['departForVisit', DO.depart, on(order)],
      ['arriveAtVisit', DO.arrive, on(order)],
      ['recordVisit', DO.record, input(await story.form(order))],
      ['redispatchOrder', DO.redispatch, on(order)],
      ['cancelDispatchOrder', DO.cancel, on(order, { reason: 'x' })],
      ['confirmServiceRecord', DO.confirm, input({ recordId, contentHash, rating: 1, signatoryName: 'x' })],
      ['disputeServiceRecord', DO.dispute, on(recordId, { reason: 'x' })],
      ['record', SEE.order, on(orderId)],
    ];
  }

  test('rival finds nothing by any id, in any query or mutation, at the desk or in the portal', async () => {
    const { stage, p } = scene;
    const rival = await makePartner(stage);
    const attempts = await stolen();
    const rows = () =>
      stage.sql(
        'select to_jsonb(o) as o, to_jsonb(t) as t from support.ticket t left join support.dispatch_order o on o.ticket_id = t.id where t.tenant_id = $1 order by t.id',
        [p.tenant],
      );
    const before = await rows();
    for (const [name, document, variables] of attempts) {
      for (const viewer of [everyRole(rival.hotline), rival.hotline, rival.lecturer, rival.customer]) {
        const { problem } = await stage.ask(viewer, document, variables);
        expect(problem, `${name} as ${viewer.surface}`).toMatch(NOT_FOUND);
      }
    }
    expect(await rows()).toEqual(before);
    for (const viewer of [everyRole(rival.hotline), rival.customer]) {
      expect((await stage.get(viewer, SEE.tickets, {})).tickets.nodes).toEqual([]);
      expect((await stage.get(viewer, SEE.tickets, { search: '凭证' })).tickets.nodes).toEqual([]);
      expect((await stage.get(viewer, SEE.orders, {})).dispatchOrders.nodes).toEqual([]);
    }
    const everything = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Ticket { number } ... on Customer { tickets { id } visits { id } } } }`;
    const [ticket] = await stage.sql('select id from support.ticket where tenant_id = $1 limit 1', [p.tenant]);
    const r = [
      { __typename: 'Ticket', id: ticket?.id },
      { __typename: 'Customer', id: p.customerId },
    ];
    const { _entities } = await stage.get(everyRole(rival.hotline), everything, { r });
    expect(_entities).toMatchObject([null, { tickets: [], visits: [] }]);
  });

  test('foreign ids in inputs are not there: customer, contact, product, place, consultant, call', async () => {
    const { stage, p, story } = scene;
    const rival = await makePartner(stage);
    const refused = async (document: string, variables: object, viewer: Partner['hotline'] = everyRole(p.hotline)) =>
      expect((await stage.ask(viewer, document, variables)).problem).toMatch(NOT_FOUND);
    const input = { customerId: p.customerId, symptom: 'x' };
    await refused(DO.raise, { input: { ...input, customerId: rival.customerId } });
    await refused(DO.raise, { input: { ...input, contactId: rival.contactId } });
    await refused(DO.raise, { input: { ...input, contactId: p.otherContactId } });
    await refused(DO.raise, { input: { ...input, registeredProductId: rival.inService } });
    await refused(DO.raise, { input: { ...input, callId: rival.contactId } });
    await refused(DO.raise, { input: { symptom: 'x', customerId: p.otherId } }, p.customer);
    const ticketId = await story.ticket();
    await refused(DO.dispatch, { input: { ticketId, siteId: rival.remoteSite } });
    await refused(DO.dispatch, { input: { ticketId, registeredProductId: rival.inService } });
    const id = await story.order();
    await refused(DO.assign, { id, consultantId: rival.consultant.membershipId });
  });

  test('another customer of the same partner finds nothing, hears nothing, and is not told apart from nothing', async () => {
    const { stage, p } = scene;
    const heard = stage.listen(p.other, 'subscription { ticketChanged { id } }');
    const visits = stage.listen(p.other, 'subscription { dispatchOrderChanged { id } }');
    for (const [name, document, variables] of await stolen()) {
      expect((await stage.ask(p.other, document, variables)).problem, name).toMatch(NOT_FOUND);
    }
    expect((await stage.get(p.other, SEE.tickets, {})).tickets.nodes).toEqual([]);
    expect((await stage.get(p.other, SEE.orders, {})).dispatchOrders.nodes).toEqual([]);
    await heard.settle();
    expect([heard.seen, visits.seen]).toEqual([[], []]);
    heard.stop();
    visits.stop();
  });

  test('at the desk, only the roles that work on tickets change them; others read', async () => {
    const { stage, p, story } = scene;
    const id = await story.ticket();
    for (const [document, variables] of [
      [DO.resolve, { id, solution: 'x' }],
      [DO.note, { id, text: 'x' }],
      [DO.dispatch, { input: { ticketId: id } }],
      [DO.raise, { input: { customerId: p.customerId, symptom: 'x' } }],
      [DO.answer, { input: { callerNumber: '13812345678' } }],
    ] as const) {
      expect((await stage.ask(p.lecturer, document, variables)).problem).toBe('FORBIDDEN forbidden');
    }
    expect((await stage.get(p.lecturer, SEE.ticket, { id })).ticket.actions).toEqual([]);
    const trainee = { ...p.customer, roles: ['trainee'] };
    expect((await stage.ask(trainee, DO.note, { id, text: 'x' })).problem).toBe('FORBIDDEN forbidden');
  });
}
