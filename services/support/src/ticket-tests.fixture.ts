import { expect, test } from 'vitest';
import { DO, SEE } from './story.fixture.ts';
import type { Scene } from './support.fixture.ts';

/** Tickets that need no visit, and their lists. */
export function ticketTests(scene: Scene): void {
  const list = async (viewer = scene.p.hotline, variables: object = {}): Promise<string[]> =>
    (await scene.stage.get(viewer, SEE.tickets, variables)).tickets.nodes.map(
      (node: { symptom: string }) => node.symptom,
    );

  test('the list is one statement, answered from its index alone', async () => {
    const { stage, p, story } = scene;
    for (const symptom of ['一', '二', '三']) await story.ticket({ symptom });
    stage.statements();
    expect(await list()).toEqual(['三', '二', '一']);
    const sent = stage.statements();
    expect(sent).toHaveLength(1);
    await stage.sql(
      `insert into support.ticket (tenant_id, id, number, symptom, customer_id, raised_by_id, raised_at, updated_at)
       select $1, gen_random_uuid(), 'T' || n, '现象', $2, $2, now() - n * interval '1 minute', now() - n * interval '1 minute' from generate_series(1, 3000) n`,
      [p.tenant, p.customerId],
    );
    await stage.sql('vacuum analyze support.ticket');
    const reader = stage.tenancy.reader('desk');
    const plan = await reader.query<{ 'QUERY PLAN': string }>(
      { login: 'desk', tenant: p.tenant },
      { text: `explain (costs off) ${sent[0]}` },
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(
      'Index Only Scan using ticket_list_index on ticket',
    );
  });

  test('pages follow each other, and filters narrow them', async () => {
    const { stage, p, story } = scene;
    for (const symptom of ['一', '二', '三']) await story.ticket({ symptom });
    const first = (await stage.get(p.hotline, SEE.tickets, { first: 2 })).tickets;
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(await list(p.hotline, { first: 2, after: first.pageInfo.endCursor })).toEqual(['一']);
    const solved = await story.ticket({ symptom: '四', registeredProductId: null });
    await stage.get(p.hotline, DO.resolve, { id: solved, solution: '重启' });
    expect(await list(p.hotline, { states: ['RESOLVED'] })).toEqual(['四']);
    expect(await list(p.hotline, { line: 'KIS', order: 'RAISED_DESC' })).toEqual(['三', '二', '一']);
    expect(await list(p.supervisor, { mine: true })).toEqual([]);
    expect(await list(p.hotline, { mine: true })).toHaveLength(4);
  });

  test('a search finds by number, symptom, serial and customer', async () => {
    const { stage, p, story } = scene;
    const id = await story.ticket({ symptom: '凭证无法打印' });
    await stage.get(p.hotline, DO.raise, { input: { customerId: p.otherId, symptom: '账套打不开' } });
    const { number } = (await stage.get(p.hotline, SEE.ticket, { id })).ticket;
    expect(await list(p.hotline, { search: number })).toEqual(['凭证无法打印']);
    expect(await list(p.hotline, { search: number.slice(-5) })).toHaveLength(1);
    expect(await list(p.hotline, { search: '凭证' })).toEqual(['凭证无法打印']);
    expect(await list(p.hotline, { search: 'lan' })).toEqual(['账套打不开']);
    expect(await list(p.hotline, { search: '没有这个' })).toEqual([]);
    expect(await list(p.customer, { search: '账套' })).toEqual([]);
  });

  test('solved by telephone, confirmed by the customer, and opened again when it comes back', async () => {
    const { stage, p, story } = scene;
    const id = await story.ticket();
    expect((await stage.get(p.hotline, DO.wait, { id, reason: '请发截图' })).waitTicket).toMatchObject({
      state: 'WAITING',
      waitingReason: '请发截图',
    });
    expect((await stage.get(p.hotline, DO.resume, { id })).resumeTicket).toMatchObject({
      state: 'OPEN',
      waitingReason: null,
    });
    await stage.get(p.hotline, DO.resolve, { id, solution: '重装驱动' });
    expect((await stage.get(p.customer, DO.confirmTicket, { id })).confirmTicket).toMatchObject({
      state: 'CLOSED',
      closedAt: expect.any(String),
    });
    expect((await stage.get(p.customer, DO.reopen, { id, reason: '又不行了' })).reopenTicket).toEqual({
      id,
      state: 'OPEN',
      closedAt: null,
    });
  });

  test('a note of staff is theirs until they say otherwise; the customer’s is for both', async () => {
    const { stage, p, story } = scene;
    const id = await story.ticket();
    await stage.get(p.hotline, DO.note, { id, text: '内部' });
    await stage.get(p.hotline, DO.note, { id, text: '给客户', visible: true });
    await stage.get(p.customer, DO.note, { id, text: '客户说', visible: false });
    const notes = async (viewer: typeof p.customer): Promise<string[]> =>
      (await stage.get(viewer, SEE.ticket, { id })).ticket.activities
        .filter((a: { action: string }) => a.action === 'ticket.note')
        .map((a: { note: string }) => a.note);
    expect(await notes(p.hotline)).toEqual(['内部', '给客户', '客户说']);
    expect(await notes(p.customer)).toEqual(['给客户', '客户说']);
  });

  test('a call is matched later, or solved on the line', async () => {
    const { stage, p } = scene;
    const input = { callerNumber: '021 5888 6666 转 803', callerName: '某人', companyName: '某公司' };
    const call = (await stage.get(p.hotline, DO.answer, { input })).answerCall;
    expect(call).toMatchObject({ customer: null, callerNumber: '+862158886666;ext=803', companyName: '某公司' });
    expect(
      (await stage.get(p.hotline, DO.match, { id: call.id, customerId: p.customerId, v: call.version })).matchCall
        .customer.name,
    ).toBe('华昌贸易有限公司');
    expect((await stage.get(p.hotline, DO.solveCall, { id: call.id, solution: '重新登录' })).solveCall).toMatchObject({
      state: 'SOLVED',
      endedAt: expect.any(String),
    });
    expect((await stage.get(p.hotline, SEE.calls)).calls.nodes).toHaveLength(1);
  });

  test('a ticket’s page is one statement; a customer’s tickets and visits are one each', async () => {
    const { stage, p, story } = scene;
    const { orderId } = await story.recorded();
    const { ticket } = (await stage.get(p.supervisor, SEE.order, { id: orderId })).dispatchOrder;
    stage.statements();
    await stage.get(p.hotline, SEE.ticket, { id: ticket.id });
    expect(stage.statements()).toHaveLength(1);
    const hung = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Customer { tickets(first: 5) { id state } visits { number state consultant { name } } } } }`;
    const representations = [p.customerId, p.otherId].map((id) => ({ __typename: 'Customer', id }));
    const { _entities } = await stage.get(p.hotline, hung, { r: representations });
    expect(_entities).toMatchObject([
      {
        tickets: [{ id: ticket.id, state: 'RESOLVED' }],
        visits: [{ state: 'RECORDED', consultant: { name: '吴顾问' } }],
      },
      { tickets: [], visits: [] },
    ]);
    expect(stage.statements()).toHaveLength(2);
  });

  test('a mutation is one transaction of few statements', async () => {
    const { stage, p, story } = scene;
    const id = await story.assigned();
    stage.statements();
    await stage.get(p.consultant, DO.contact, { id, reached: true });
    const sent = stage.statements();
    expect(sent.length).toBeLessThanOrEqual(16);
    expect(sent.filter((text) => /^begin/i.test(text))).toHaveLength(1);
  });
}
