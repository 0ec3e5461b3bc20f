import { expect, test } from 'vitest';
import { appointments, DO, SEE } from './story.fixture.ts';
import type { Scene } from './support.fixture.ts';

/** From the call to the confirmation. */
export function storyTests(scene: Scene): void {
  test('from a hotline call to a confirmed visit, told line by line and live on both pages', async () => {
    const { stage, p, story } = scene;
    const call = (
      await stage.get(p.hotline, DO.answer, {
        input: { callerNumber: '+86 138-1234 5678', customerId: p.customerId, contactId: p.contactId },
      })
    ).answerCall;
    expect(call).toMatchObject({
      state: 'ANSWERED',
      callerNumber: '+8613812345678',
      callerName: '李敏',
      customer: { name: '华昌贸易有限公司' },
    });
    expect(call.actions).toEqual(['raise', 'solve', 'match']);

    const raise = {
      callId: call.id,
      customerId: p.customerId,
      contactId: p.contactId,
      registeredProductId: p.inService,
      symptom: '凭证无法打印',
      severity: 'HIGH',
    };
    const ticket = (await stage.get(p.hotline, DO.raise, { input: raise })).raiseTicket;
    expect(ticket).toMatchObject({
      state: 'OPEN',
      severity: 'HIGH',
      contactName: '李敏',
      contactPhone: '138 1234 5678',
      takenBy: { name: '陈热线' },
    });
    expect(ticket).toMatchObject({
      entitlement: { verdict: 'IN_SERVICE' },
      actions: ['dispatch', 'resolve', 'wait', 'note'],
    });
    expect((await stage.get(p.hotline, SEE.call, { id: call.id })).call).toMatchObject({
      state: 'RAISED',
      ticket: { number: ticket.number },
    });

    const desk = stage.listen(p.supervisor, 'subscription { dispatchOrderChanged { id state } }');
    const portal = stage.listen(p.customer, 'subscription ($id: ID) { ticketChanged(id: $id) { state symptom } }', {
      id: ticket.id,
    });
    const other = stage.listen(
      p.other,
      'subscription { ticketChanged { id } dispatchOrderChanged { id } }'.replace(' dispatchOrderChanged { id }', ''),
    );
    const order = (await stage.get(p.hotline, DO.dispatch, { input: { ticketId: ticket.id } })).dispatchTicket;
    const seen = (await stage.get(p.supervisor, SEE.order, { id: order.id })).dispatchOrder;
    expect(seen).toMatchObject({
      state: 'RECEIVED',
      ticket: { state: 'DISPATCHED' },
      entitlement: { verdict: 'IN_SERVICE' },
    });
    expect(
      seen.promises.map((each: { kind: string; hours: number; state: string }) => [each.kind, each.hours, each.state]),
    ).toEqual([
      ['CONTACT', 16, 'RUNNING'],
      ['ON_SITE', 24, 'RUNNING'],
    ]);
    expect(seen.promises[0]).toMatchObject({
      subject: order.number,
      customerName: '华昌贸易有限公司',
      ownerName: null,
    });
    expect(seen.actions).toEqual(['assign', 'cancel']);

    const { id } = order;
    const assigned = (await stage.get(p.supervisor, DO.assign, { id, consultantId: p.consultant.membershipId }))
      .assignDispatchOrder;
    expect(assigned).toMatchObject({
      state: 'ASSIGNED',
      consultant: { name: '吴顾问' },
      supervisor: { name: '周主管' },
    });
    const contacted = (await stage.get(p.consultant, DO.contact, { id, reached: true, note: '前台转接' }))
      .contactCustomer;
    expect(contacted.state).toBe('CONTACTED');
    expect(contacted.promises).toMatchObject([
      { kind: 'CONTACT', state: 'KEPT' },
      { kind: 'ON_SITE', state: 'RUNNING' },
    ]);
    expect((await stage.get(p.consultant, DO.schedule, { id, at: appointments().open })).scheduleVisit.state).toBe(
      'SCHEDULED',
    );
    expect(
      (await stage.get(p.consultant, DO.reschedule, { id, at: appointments().later, reason: '客户盘点' }))
        .rescheduleVisit.state,
    ).toBe('SCHEDULED');
    expect((await stage.get(p.consultant, DO.depart, { id })).departForVisit.state).toBe('EN_ROUTE');
    expect((await stage.get(p.consultant, DO.arrive, { id })).arriveAtVisit.state).toBe('ON_SITE');
    const { recordId, contentHash } = await story.recordAgain(id);
    expect((await stage.get(p.customer, SEE.ticket, { id: ticket.id })).ticket).toMatchObject({
      state: 'RESOLVED',
      solution: '重装驱动 → 打印测试页',
    });
    const confirmed = await story.confirm(
      p.consultant,
      { recordId, contentHash },
      { rating: 4, opinion: '很快', customerSignature: '[]' },
    );
    expect(confirmed.data.confirmServiceRecord).toMatchObject({
      rating: 4,
      confirmedVia: 'DEVICE',
      order: { state: 'CONFIRMED', ticket: { state: 'CLOSED' } },
    });

    const told = (await stage.get(p.customer, SEE.ticket, { id: ticket.id })).ticket;
    expect(told.activities.map((line: { action: string }) => line.action)).toEqual([
      ...[
        'ticket.raise',
        'ticket.dispatch',
        'order.assign',
        'order.contact',
        'order.schedule',
        'order.reschedule',
        'order.depart',
        'order.arrive',
      ],
      ...['order.record', 'record.confirm', 'ticket.confirm'],
    ]);
    expect(told.promises.map((each: { state: string }) => each.state)).toEqual(['KEPT', 'KEPT']);
    await desk.settle();
    // What is told is read then: of steps that follow at once, the later one.
    expect(desk.seen.map((data) => data.dispatchOrderChanged.state).at(-1)).toBe('CONFIRMED');
    expect(portal.seen.map((data) => data.ticketChanged.state)).toContain('CLOSED');
    expect(other.seen).toEqual([]);
    for (const each of [desk, portal, other]) each.stop();
  });

  test('what staff remark on a line the customer sees stays at the desk', async () => {
    const { stage, p, story } = scene;
    const id = await story.assigned();
    await stage.get(p.consultant, DO.contact, { id, reached: false, note: '前台很不耐烦' });
    const note = async (viewer: typeof p.customer): Promise<unknown> =>
      (await stage.get(viewer, SEE.order, { id })).dispatchOrder.activities.find(
        (line: { action: string }) => line.action === 'order.contactAttempt',
      ).note;
    expect(await note(p.supervisor)).toBe('前台很不耐烦');
    expect(await note(p.customer)).toBeNull();
  });

  test('the customer raises a ticket, which somebody takes', async () => {
    const { stage, p } = scene;
    const raised = (
      await stage.get(p.customer, DO.raise, { input: { symptom: '月末结账报错', registeredProductId: p.ended } })
    ).raiseTicket;
    expect(raised).toMatchObject({
      state: 'NEW',
      takenBy: null,
      contactName: '李敏',
      entitlement: { verdict: 'ENDED', daysEnded: 41 },
      actions: ['note'],
    });
    expect((await stage.get(p.hotline, DO.take, { id: raised.id })).takeTicket).toMatchObject({
      state: 'OPEN',
      takenBy: { name: '陈热线' },
    });
  });

  test('a double click, or the same submission sent again, has one effect', async () => {
    const { stage, p, story } = scene;
    const input = { customerId: p.customerId, symptom: '重复提交' };
    const both = await Promise.all([1, 2, 3].map(() => stage.get(p.hotline, DO.raise, { input, key: 'k1' })));
    expect(new Set(both.map((each) => each.raiseTicket.id)).size).toBe(1);
    const [{ n }] = (await stage.sql('select count(*)::int as n from support.ticket where tenant_id = $1', [
      p.tenant,
    ])) as unknown as [{ n: number }];
    expect(n).toBe(1);
    expect((await stage.ask(p.hotline, DO.raise, { input: { ...input, symptom: '别的' }, key: 'k1' })).problem).toBe(
      'CONFLICT idempotencyMismatch idempotencyKey',
    );
    const orderId = await story.onSite();
    const form = await story.form(orderId);
    const twice = await Promise.all(['r', 'r'].map((key) => stage.get(p.consultant, DO.record, { input: form, key })));
    expect(twice.map((each) => each.recordVisit.record.revision)).toEqual([1, 1]);
    expect(
      (await stage.get(p.consultant, DO.record, { input: form, key: 'another' })).recordVisit.record.revision,
    ).toBe(1);
  });
}
