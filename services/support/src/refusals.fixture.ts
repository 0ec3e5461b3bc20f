import { expect, test } from 'vitest';
import { appointments, DO, SEE } from './story.fixture.ts';
import type { Scene } from './support.fixture.ts';

/** Bad input and bad days: said where it belongs, and nothing is changed. */
export function refusalTests(scene: Scene): void {
  const problem = async (viewer: typeof scene.p.hotline, document: string, variables: object) =>
    (await scene.stage.ask(viewer, document, variables)).problem;

  test('an empty symptom, a wrong number, a customer left out', async () => {
    const { p } = scene;
    expect(await problem(p.hotline, DO.raise, { input: { customerId: p.customerId, symptom: '  ' } })).toBe(
      'INVALID invalidInput symptom',
    );
    expect(await problem(p.hotline, DO.raise, { input: { customerId: p.customerId, symptom: '长'.repeat(501) } })).toBe(
      'INVALID invalidInput symptom',
    );
    expect(await problem(p.hotline, DO.raise, { input: { symptom: '现象' } })).toBe('INVALID required customerId');
    expect(await problem(p.hotline, DO.answer, { input: { callerNumber: '5888' } })).toMatch(
      /^INVALID phone\.\w+ callerNumber$/,
    );
    expect(await problem(p.hotline, DO.answer, { input: { callerNumber: '' } })).toBe(
      'INVALID invalidInput callerNumber',
    );
    const id = await scene.story.ticket();
    expect(await problem(p.hotline, DO.resolve, { id, solution: ' ' })).toBe('INVALID required solution');
    expect(await problem(p.hotline, DO.wait, { id, reason: '' })).toBe('INVALID required reason');
    expect(await problem(p.hotline, DO.note, { id, text: '' })).toBe('INVALID required text');
  });

  test('out of term: a reason, an accepted price, and a supervisor', async () => {
    const { stage, p, story } = scene;
    const ticketId = await story.ticket({ registeredProductId: p.ended });
    const told = await stage.ask(p.hotline, DO.dispatch, { input: { ticketId } });
    expect(told.problem).toBe('INVALID dispatch.outOfTerm.ENDED outOfTermReason priceAcceptedBy');
    expect(told.message).toContain('41 days ago');
    expect(await problem(p.supervisor, DO.dispatch, { input: { ticketId, outOfTermReason: '长期客户' } })).toBe(
      'INVALID dispatch.outOfTerm.ENDED priceAcceptedBy',
    );
    const agreed = { ticketId, outOfTermReason: '长期客户', priceAcceptedBy: '李敏' };
    expect(await problem(p.hotline, DO.dispatch, { input: agreed })).toBe(
      'FORBIDDEN dispatch.outOfTermBySupervisor outOfTermReason',
    );
    expect((await stage.get(p.hotline, SEE.ticket, { id: ticketId })).ticket).toMatchObject({
      state: 'OPEN',
      orders: [],
    });
    expect((await stage.get(p.supervisor, DO.dispatch, { input: agreed })).dispatchTicket.state).toBe('RECEIVED');
    const unknown = (await stage.get(p.hotline, DO.raise, { input: { customerId: p.otherId, symptom: '现象' } }))
      .raiseTicket;
    expect(await problem(p.supervisor, DO.dispatch, { input: { ticketId: unknown.id } })).toBe(
      'INVALID dispatch.outOfTerm.NO_PRODUCT outOfTermReason priceAcceptedBy',
    );
  });

  test('an allowance only for a remote place, and only with a reason', async () => {
    const { p, story } = scene;
    const ticketId = await story.ticket();
    expect(
      await problem(p.hotline, DO.dispatch, { input: { ticketId, remoteAllowanceHours: 12, remoteReason: '远' } }),
    ).toBe('INVALID dispatch.notRemote remoteAllowanceHours');
    expect(
      await problem(p.hotline, DO.dispatch, { input: { ticketId, siteId: p.remoteSite, remoteAllowanceHours: 12 } }),
    ).toBe('INVALID dispatch.remoteReason remoteReason');
    expect(
      await problem(p.hotline, DO.dispatch, {
        input: { ticketId, siteId: p.remoteSite, remoteAllowanceHours: 500, remoteReason: '远' },
      }),
    ).toBe('INVALID invalidInput remoteAllowanceHours');
  });

  test('a chargeable item is priced and accepted before anybody sets out', async () => {
    const { stage, p, story } = scene;
    const open = await story.scheduled({ serviceItems: [{ code: 'CUSTOM_REPORT' }] });
    expect(await problem(p.consultant, DO.depart, { id: open })).toBe(
      'INVALID dispatchOrder.priceOpen serviceItems priceAcceptedBy',
    );
    expect((await stage.get(p.consultant, SEE.order, { id: open })).dispatchOrder.actions).toEqual([
      'depart',
      'acceptPrice',
      'reschedule',
    ]);
    expect(await problem(p.consultant, DO.price, { id: open, items: [{ code: 'CUSTOM_REPORT' }], by: '李敏' })).toBe(
      'INVALID serviceItem.priceMissing serviceItems',
    );
    expect(
      await problem(p.consultant, DO.price, { id: open, items: [{ code: 'CUSTOM_REPORT', price: -1 }], by: '李敏' }),
    ).toBe('INVALID invalidInput price');
    await stage.get(p.consultant, DO.price, {
      id: open,
      items: [{ code: 'CUSTOM_REPORT', price: 120000 }],
      by: '李敏',
    });
    expect((await stage.get(p.consultant, DO.depart, { id: open })).departForVisit.state).toBe('EN_ROUTE');
  });

  test('nobody goes before the customer was reached, nor fills in the record before arriving', async () => {
    const { stage, p, story } = scene;
    const id = await story.assigned();
    const { open } = appointments();
    const told = await stage.ask(p.consultant, DO.schedule, { id, at: open });
    expect([told.problem, told.message]).toEqual([
      'CONFLICT dispatchOrder.contactFirst state',
      'Phone the customer first; a visit is agreed before anybody goes.',
    ]);
    expect(await problem(p.consultant, DO.depart, { id })).toBe('CONFLICT dispatchOrder.contactFirst state');
    await stage.get(p.consultant, DO.contact, { id, reached: true });
    expect(await problem(p.consultant, DO.depart, { id })).toBe('CONFLICT dispatchOrder.scheduleFirst state');
    await stage.get(p.consultant, DO.schedule, { id, at: open });
    expect(await problem(p.consultant, DO.record, { input: await story.form(id) })).toBe(
      'CONFLICT dispatchOrder.arriveFirst state',
    );
    expect(await problem(p.consultant, DO.contact, { id, reached: true })).toBe(
      'CONFLICT dispatchOrder.notWhile.SCHEDULED state',
    );
  });

  test('an appointment in the past or while closed, with the next opening named', async () => {
    const { stage, p, story } = scene;
    const id = await story.assigned();
    await stage.get(p.consultant, DO.contact, { id, reached: true });
    const { closed, later } = appointments();
    expect(await problem(p.consultant, DO.schedule, { id, at: '2020-01-06T02:00:00Z' })).toBe(
      'INVALID visit.past appointmentAt',
    );
    const told = await stage.ask(p.consultant, DO.schedule, { id, at: closed });
    const next = Temporal.Instant.from(later).toZonedDateTimeISO('Asia/Shanghai');
    expect(told.problem).toBe('INVALID visit.closed appointmentAt');
    expect(told.message).toContain(`${next.toPlainDate()} 08:30`);
    await stage.get(p.consultant, DO.schedule, { id, at: later });
    expect(await problem(p.consultant, DO.reschedule, { id, at: later, reason: ' ' })).toBe('INVALID required reason');
  });

  test('only somebody who goes out is assigned, and changed only with a reason', async () => {
    const { p, story } = scene;
    const id = await story.order();
    const assign = (consultantId: string, reason?: string) =>
      problem(p.supervisor, DO.assign, { id, consultantId, reason });
    expect(await assign(p.hotline.membershipId)).toBe('INVALID assign.notConsultant consultantId');
    expect(await assign(p.consultant.membershipId)).toBeUndefined();
    expect(await assign(p.consultant.membershipId)).toBe('INVALID assign.sameConsultant consultantId');
    expect(await assign(p.colleague.membershipId)).toBe('INVALID assign.reason reason');
    expect(await problem(p.hotline, DO.assign, { id, consultantId: p.consultant.membershipId })).toBe(
      'FORBIDDEN forbidden',
    );
  });

  test('a record that isn’t what was hashed, leaves before it arrives, or is rated out of range', async () => {
    const { stage, p, story } = scene;
    const id = await story.onSite();
    const form = await story.form(id);
    expect(await problem(p.consultant, DO.record, { input: { ...form, steps: '别的步骤' } })).toBe(
      'CONFLICT record.hashDiffers contentHash',
    );
    expect(
      await problem(p.consultant, DO.record, { input: await story.form(id, { leftAt: '2026-11-23T01:00:00Z' }) }),
    ).toBe('INVALID record.leftBeforeArrived leftAt');
    expect(await problem(p.consultant, DO.record, { input: { ...form, diagnosis: '', steps: ' ' } })).toBe(
      'INVALID invalidInput diagnosis steps',
    );
    const record = await story.recordAgain(id);
    for (const rating of [0, 6])
      expect((await story.confirm(p.customer, record, { rating })).problem).toBe('INVALID invalidInput rating');
    expect((await story.confirm(p.customer, { ...record, contentHash: 'f'.repeat(64) })).problem).toBe(
      'CONFLICT record.hashDiffers contentHash',
    );
    expect((await story.confirm(p.supervisor, record)).problem).toBe('FORBIDDEN forbidden');
    const { ticket } = (await stage.get(p.supervisor, SEE.order, { id })).dispatchOrder;
    expect(await problem(p.customer, DO.confirmTicket, { id: ticket.id })).toBe('CONFLICT ticket.confirmRecord id');
    expect((await story.confirm(p.customer, record)).problem).toBeUndefined();
    expect((await story.confirm(p.consultant, record)).problem).toBe('CONFLICT dispatchOrder.notWhile.CONFIRMED state');
  });

  test('two people at once: the second is told, and changes nothing', async () => {
    const { stage, p, story } = scene;
    const raised = (await stage.get(p.customer, DO.raise, { input: { symptom: '现象' } })).raiseTicket;
    const takes = await Promise.all(
      [p.hotline, p.supervisor].map((viewer) => stage.ask(viewer, DO.take, { id: raised.id, v: raised.version })),
    );
    expect(takes.map((each) => each.problem).sort()).toEqual(['CONFLICT versionConflict expectedVersion', undefined]);
    const id = await story.order();
    const { version } = (await stage.get(p.supervisor, SEE.order, { id })).dispatchOrder;
    const both = await Promise.all(
      [p.consultant, p.colleague].map(({ membershipId }) =>
        stage.ask(p.supervisor, DO.assign, { id, consultantId: membershipId, v: version }),
      ),
    );
    expect(both.filter((each) => each.problem).map((each) => each.problem)).toEqual([
      'CONFLICT versionConflict expectedVersion',
    ]);
    const ticketId = await story.ticket();
    await stage.get(p.hotline, DO.dispatch, { input: { ticketId } });
    expect(await problem(p.hotline, DO.dispatch, { input: { ticketId } })).toBe('CONFLICT ticket.visitOpen state');
    expect(await problem(p.hotline, DO.resolve, { id: ticketId, solution: '好了' })).toBe(
      'CONFLICT ticket.visitOpen state',
    );
  });
}
