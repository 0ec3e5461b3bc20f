import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { DO, SEE } from './story.fixture.ts';
import type { Scene } from './support.fixture.ts';

/** What happens to a visit besides the straight way. */
export function visitTests(scene: Scene): void {
  const order = async (id: string, viewer = scene.p.supervisor) =>
    (await scene.stage.get(viewer, SEE.order, { id })).dispatchOrder;
  /** An attempt in an earlier half-day, as if time had passed. */
  const attemptedBefore = (orderId: string, hours: number) =>
    scene.stage.sql(
      `insert into support.activity (tenant_id, id, ticket_id, order_id, customer_id, at, action, detail)
       select o.tenant_id, $2, o.ticket_id, o.id, o.customer_id, now() - $3 * interval '1 hour', 'order.contactAttempt', '[]' from support.dispatch_order o where o.id = $1`,
      [orderId, uuidv7(), hours],
    );

  test('an attempt keeps no promise; three half-days and a notice pause them, and reaching the customer lets them run on', async () => {
    const { stage, p, story } = scene;
    const id = await story.assigned();
    for (const _ of [1, 2, 3]) {
      const { contactCustomer } = await stage.get(p.consultant, DO.contact, { id, reached: false });
      expect(contactCustomer).toMatchObject({ state: 'ASSIGNED', waitingForCustomer: false });
    }
    await attemptedBefore(id, 12);
    await attemptedBefore(id, 24);
    const waiting = (await stage.get(p.consultant, DO.contact, { id, reached: false })).contactCustomer;
    expect(waiting).toMatchObject({
      contactAttempts: 4,
      waitingForCustomer: true,
      promises: [{ state: 'PAUSED' }, { state: 'PAUSED' }],
    });
    const notice = (await order(id, p.customer)).activities.at(-1);
    expect(notice).toMatchObject({ action: 'order.notice', customerVisible: true });
    const reached = (await stage.get(p.consultant, DO.contact, { id, reached: true })).contactCustomer;
    expect(reached).toMatchObject({
      state: 'CONTACTED',
      waitingForCustomer: false,
      promises: [{ state: 'KEPT' }, { state: 'RUNNING' }],
    });
    const codes = (await order(id)).promises[1].derivation.map((line: { code: string }) => line.code);
    expect(codes).toContain('RESUMED');
  });

  test('a remote place may take longer, for a reason the customer reads, counted apart', async () => {
    const { stage, p, story } = scene;
    const id = await story.order({ siteId: p.remoteSite, remoteAllowanceHours: 12, remoteReason: '轮渡停航' });
    const seen = await order(id, p.customer);
    expect(seen).toMatchObject({ isRemote: true, remoteReason: '轮渡停航', address: '陈家镇 8 号' });
    expect(seen.promises.map((each: { hours: number }) => each.hours)).toEqual([16, 24]);
    expect(seen.promises[1].derivation).toContainEqual({ code: 'ALLOWANCE_REMOTE', minutes: 720 });
    const [card] = await stage.sql(
      'select is_remote, product_line, customer_id from support.outcome_card where id = $1',
      [id],
    );
    expect(card).toEqual({ is_remote: true, product_line: 'KIS', customer_id: p.customerId });
    const [promise] = await stage.sql(
      `select allowance_hours from ledger.service_promise where noun_id = $1 and kind = 'ON_SITE'`,
      [id],
    );
    expect(promise).toEqual({ allowance_hours: 12 });
  });

  test('candidates are ranked by product, region and load, in one statement more', async () => {
    const { stage, p, story } = scene;
    await story.assigned();
    const id = await story.order();
    stage.statements();
    const { candidates } = (await stage.get(p.supervisor, SEE.candidates, { id })).dispatchOrder;
    expect(stage.statements()).toHaveLength(2);
    expect(candidates).toMatchObject([
      { rank: 1, member: { name: '吴顾问' }, productMatches: true, regionMatches: true, openOrders: 1 },
      { rank: 2, member: { name: '郑同事' }, productMatches: false, regionMatches: true, openOrders: 0 },
    ]);
    expect(candidates[1].reasons.map((reason: { code: string }) => reason.code)).toEqual([
      'PRODUCT_NOT_CERTIFIED',
      'REGION_SERVED',
      'LOAD',
    ]);
    expect((await stage.get(p.hotline, SEE.candidates, { id })).dispatchOrder.candidates).toEqual([]);
  });

  test('somebody else takes over with a reason; what was agreed stands, and owes what is left', async () => {
    const { stage, p, story } = scene;
    const id = await story.scheduled();
    const taken = (
      await stage.get(p.supervisor, DO.assign, { id, consultantId: p.colleague.membershipId, reason: '生病' })
    ).assignDispatchOrder;
    expect(taken).toMatchObject({ state: 'SCHEDULED', consultant: { name: '郑同事' } });
    expect((await order(id)).promises[1].ownerName).toBe('郑同事');
    const mine = async (viewer: typeof p.consultant) =>
      (await stage.get(viewer, SEE.orders, { mine: true })).dispatchOrders.nodes.length;
    expect([await mine(p.consultant), await mine(p.colleague), await mine(p.supervisor)]).toEqual([0, 1, 1]);
    expect((await stage.ask(p.consultant, DO.depart, { id })).problem).toBe('FORBIDDEN forbidden');
  });

  test('the day’s visits come by appointment', async () => {
    const { stage, p, story } = scene;
    const id = await story.scheduled();
    await story.assigned();
    const from = Temporal.Now.instant().toString();
    stage.statements();
    const { nodes } = (await stage.get(p.consultant, SEE.orders, { mine: true, from })).dispatchOrders;
    expect(stage.statements()).toHaveLength(1);
    expect(nodes.map((node: { id: string }) => node.id)).toEqual([id]);
  });

  test('what is cancelled is owed no longer, and the ticket is open', async () => {
    const { stage, p, story } = scene;
    const id = await story.scheduled();
    const cancelled = (await stage.get(p.supervisor, DO.cancel, { id, reason: '客户自行解决' })).cancelDispatchOrder;
    expect(cancelled).toMatchObject({
      state: 'CANCELLED',
      ticket: { state: 'OPEN' },
      promises: [{ state: 'KEPT' }, { state: 'ENDED' }],
    });
  });

  test('a correction after the confirmation needs another one, and the history is kept', async () => {
    const { stage, p, story } = scene;
    const first = await story.recorded();
    await story.confirm(p.customer, first);
    const second = await story.recordAgain(first.orderId, { steps: '更换驱动' });
    expect(await order(first.orderId)).toMatchObject({
      state: 'RECORDED',
      ticket: { state: 'RESOLVED' },
      record: { revision: 2, rating: null, confirmedVia: null },
    });
    expect((await story.confirm(p.customer, first)).problem).toBe('CONFLICT record.superseded contentHash');
    expect((await story.confirm(p.customer, second, { rating: 3 })).data.confirmServiceRecord).toMatchObject({
      confirmedVia: 'PORTAL',
      order: { state: 'CONFIRMED' },
    });
    const kept = await stage.sql(
      'select revision, rating from support.service_record where order_id = $1 order by revision',
      [first.orderId],
    );
    expect(kept).toEqual([
      { revision: 1, rating: 5 },
      { revision: 2, rating: 3 },
    ]);
  });

  test('not solved: the confirmation opens the ticket again', async () => {
    const { p, story } = scene;
    const unsolved = await story.recorded({ result: 'NOT_SOLVED' });
    const { confirmServiceRecord } = (await story.confirm(p.customer, unsolved)).data;
    expect(confirmServiceRecord.order).toEqual({ state: 'CONFIRMED', ticket: { state: 'OPEN' } });
  });

  test('the portal disputes what was confirmed on the device; another order makes it good, once', async () => {
    const { stage, p, story } = scene;
    const record = await story.recorded();
    await story.confirm(p.consultant, record);
    expect((await order(record.orderId, p.customer)).actions).toEqual(['dispute']);
    const disputed = (await stage.get(p.customer, DO.dispute, { id: record.recordId, reason: '并未解决' }))
      .disputeServiceRecord;
    expect(disputed).toMatchObject({
      disputeReason: '并未解决',
      order: { state: 'DISPUTED', ticket: { state: 'OPEN' } },
    });
    expect((await stage.sql('select rating from support.outcome_card where id = $1', [record.orderId]))[0]).toEqual({
      rating: null,
    });
    expect((await order(record.orderId)).actions).toEqual(['redispatch', 'record']);
    const again = (await stage.get(p.supervisor, DO.redispatch, { id: record.orderId })).redispatchOrder;
    expect(again).toMatchObject({ state: 'RECEIVED', promises: [{ state: 'RUNNING' }, { state: 'RUNNING' }] });
    expect(await order(record.orderId)).toMatchObject({
      state: 'DISPUTED',
      actions: [],
      ticket: { state: 'DISPATCHED' },
    });
    expect((await stage.ask(p.supervisor, DO.redispatch, { id: record.orderId })).problem).toBe(
      'CONFLICT dispatchOrder.redispatched id',
    );
    expect((await stage.ask(p.consultant, DO.record, { input: await story.form(record.orderId) })).problem).toBe(
      'CONFLICT dispatchOrder.redispatched id',
    );
  });

  test('what the customer confirmed in the portal is confirmed; a disputed record may be corrected', async () => {
    const { stage, p, story } = scene;
    const record = await story.recorded();
    await story.confirm(p.customer, record);
    expect((await stage.ask(p.customer, DO.dispute, { id: record.recordId, reason: '其实没好' })).problem).toBe(
      'CONFLICT record.confirmedInPortal id',
    );
    const unconfirmed = await story.recorded();
    await stage.get(p.customer, DO.dispute, { id: unconfirmed.recordId, reason: '步骤不对' });
    const corrected = await story.recordAgain(unconfirmed.orderId, { steps: '按实际步骤' });
    expect(await order(unconfirmed.orderId)).toMatchObject({
      state: 'RECORDED',
      ticket: { state: 'RESOLVED' },
      record: { id: corrected.recordId, revision: 2 },
    });
  });
}
