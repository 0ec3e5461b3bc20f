import { calendarOf } from '@landfall/kit/promise/service-policy';
import type { Partner } from './people.fixture.ts';
import { serviceRecordHash } from './service-record/service-record.canonical.ts';
import type { Answer, Stage } from './support.fixture.ts';

const ORDER = 'id number state version actions';

/** The documents of the story; each test asks them with its own values. */
export const DO = {
  answer:
    'mutation ($input: AnswerCallInput!, $key: ID) { answerCall(input: $input, idempotencyKey: $key) { id number state callerNumber callerName companyName actions version customer { id name } } }',
  match:
    'mutation ($id: ID!, $customerId: ID!, $v: Int) { matchCall(id: $id, customerId: $customerId, expectedVersion: $v) { id state version customer { name } } }',
  solveCall:
    'mutation ($id: ID!, $solution: String!) { solveCall(id: $id, solution: $solution) { id state endedAt solution } }',
  raise:
    'mutation ($input: RaiseTicketInput!, $key: ID) { raiseTicket(input: $input, idempotencyKey: $key) { id number state version severity contactName contactPhone productName serial actions takenBy { name } entitlement { verdict daysEnded askedAt } } }',
  take: 'mutation ($id: ID!, $v: Int) { takeTicket(id: $id, expectedVersion: $v) { id state version takenBy { name } } }',
  wait: 'mutation ($id: ID!, $reason: String!) { waitTicket(id: $id, reason: $reason) { id state waitingReason } }',
  resume: 'mutation ($id: ID!) { resumeTicket(id: $id) { id state waitingReason } }',
  resolve:
    'mutation ($id: ID!, $solution: String!, $v: Int) { resolveTicket(id: $id, solution: $solution, expectedVersion: $v) { id state solution } }',
  reopen: 'mutation ($id: ID!, $reason: String!) { reopenTicket(id: $id, reason: $reason) { id state closedAt } }',
  confirmTicket: 'mutation ($id: ID!) { confirmTicket(id: $id) { id state closedAt } }',
  note: 'mutation ($id: ID!, $text: String!, $visible: Boolean) { noteTicket(id: $id, text: $text, customerVisible: $visible) { id } }',
  dispatch: `mutation ($input: DispatchTicketInput!, $key: ID) { dispatchTicket(input: $input, idempotencyKey: $key) { ${ORDER} } }`,
  assign: `mutation ($id: ID!, $consultantId: ID!, $reason: String, $v: Int) { assignDispatchOrder(id: $id, consultantId: $consultantId, reason: $reason, expectedVersion: $v) { ${ORDER} consultant { id name } supervisor { name } } }`,
  price: `mutation ($id: ID!, $items: [ServiceItemInput!]!, $by: String!) { acceptOrderPrice(id: $id, serviceItems: $items, priceAcceptedBy: $by) { ${ORDER} } }`,
  contact: `mutation ($id: ID!, $reached: Boolean!, $note: String) { contactCustomer(id: $id, reached: $reached, note: $note) { ${ORDER} contactAttempts waitingForCustomer promises { kind state keptAt } } }`,
  schedule: `mutation ($id: ID!, $at: DateTime!) { scheduleVisit(id: $id, appointmentAt: $at) { ${ORDER} appointmentAt appointmentUntil } }`,
  reschedule: `mutation ($id: ID!, $at: DateTime!, $reason: String!) { rescheduleVisit(id: $id, appointmentAt: $at, reason: $reason) { ${ORDER} appointmentAt } }`,
  depart: `mutation ($id: ID!) { departForVisit(id: $id) { ${ORDER} departedAt } }`,
  arrive: `mutation ($id: ID!) { arriveAtVisit(id: $id) { ${ORDER} arrivedAt } }`,
  record: `mutation ($input: RecordVisitInput!, $key: ID) { recordVisit(input: $input, idempotencyKey: $key) { ${ORDER} record { id revision contentHash confirmedAt result } } }`,
  confirm:
    'mutation ($input: ConfirmServiceRecordInput!, $key: ID) { confirmServiceRecord(input: $input, idempotencyKey: $key) { id rating confirmedVia confirmedAt order { state ticket { state } } } }',
  dispute:
    'mutation ($id: ID!, $reason: String!) { disputeServiceRecord(id: $id, reason: $reason) { id disputedAt disputeReason order { state ticket { state } } } }',
  redispatch: `mutation ($id: ID!) { redispatchOrder(id: $id) { ${ORDER} promises { state } } }`,
  cancel: `mutation ($id: ID!, $reason: String!) { cancelDispatchOrder(id: $id, reason: $reason) { ${ORDER} ticket { state } promises { state } } }`,
} as const;

/** The documents that read. */
export const SEE = {
  call: 'query ($id: ID!) { call(id: $id) { id state ticket { id number } agent { name } } }',
  calls: 'query { calls { nodes { id number state customer { name } } } }',
  ticket: `query ($id: ID!) { ticket(id: $id) { id number state version symptom solution closedAt customer { id name } takenBy { name } actions
    orders { id number state consultant { name } } promises { kind state dueAt } activities { action actorName note customerVisible detail { key value } } } }`,
  tickets: `query ($states: [TicketState!], $mine: Boolean, $search: String, $line: ProductLine, $order: TicketOrder, $first: Int, $after: String) {
    tickets(states: $states, mine: $mine, search: $search, line: $line, order: $order, first: $first, after: $after) {
      nodes { id number state severity symptom contactName productName productLine raisedAt updatedAt version customer { name } takenBy { name } }
      pageInfo { hasNextPage endCursor } } }`,
  order: `query ($id: ID!) { dispatchOrder(id: $id) { id number state version isRemote remoteReason address actions ticket { id number state } customer { name }
    entitlement { verdict } serviceItems { code isChargeable price } consultant { name } supervisor { name } contactAttempts waitingForCustomer
    promises { kind state hours dueAt subject customerName ownerName derivation { code minutes } }
    record { id revision rating contentHash confirmedVia } activities { action note actorName customerVisible } } }`,
  orders:
    'query ($states: [DispatchOrderState!], $mine: Boolean, $from: DateTime, $until: DateTime) { dispatchOrders(states: $states, mine: $mine, from: $from, until: $until) { nodes { id number state appointmentAt customer { name } consultant { name } promises { dueAt } } } }',
  candidates:
    'query ($id: ID!) { dispatchOrder(id: $id) { candidates { rank score productMatches regionMatches openOrders ordersThatDay member { id name } reasons { code value } } } }',
} as const;

/** When the partner is open and closed next; the closed instant is at night. */
export function appointments(): { open: string; later: string; closed: string } {
  const periods = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:30', until: '17:30' }));
  const calendar = calendarOf({ timeZone: 'Asia/Shanghai', calendar: 'CN', periods });
  const opening = (from: Temporal.Instant): Temporal.Instant => calendar.nextOpening(from) ?? from;
  const open = opening(Temporal.Now.instant().add({ hours: 24 }));
  const night = open
    .toZonedDateTimeISO('Asia/Shanghai')
    .with({ hour: 3, minute: 0, second: 0 })
    .add({ days: 1 })
    .toInstant();
  return { open: open.toString(), later: opening(night).toString(), closed: night.toString() };
}

/** Steps of the story by who takes them, on one partner; each returns what the API answered. */
export class Story {
  constructor(
    readonly stage: Stage,
    readonly p: Partner,
  ) {}

  async ticket(more: object = {}): Promise<string> {
    const input = {
      customerId: this.p.customerId,
      contactId: this.p.contactId,
      registeredProductId: this.p.inService,
      symptom: '凭证无法打印',
      ...more,
    };
    return (await this.stage.get(this.p.hotline, DO.raise, { input })).raiseTicket.id;
  }

  async order(more: object = {}): Promise<string> {
    const ticketId = await this.ticket();
    return (await this.stage.get(this.p.supervisor, DO.dispatch, { input: { ticketId, ...more } })).dispatchTicket.id;
  }

  async assigned(more: object = {}): Promise<string> {
    const id = await this.order(more);
    await this.stage.get(this.p.supervisor, DO.assign, { id, consultantId: this.p.consultant.membershipId });
    return id;
  }

  async scheduled(more: object = {}): Promise<string> {
    const id = await this.assigned(more);
    await this.stage.get(this.p.consultant, DO.contact, { id, reached: true });
    await this.stage.get(this.p.consultant, DO.schedule, { id, at: appointments().open });
    return id;
  }

  async onSite(): Promise<string> {
    const id = await this.scheduled();
    await this.stage.get(this.p.consultant, DO.depart, { id });
    await this.stage.get(this.p.consultant, DO.arrive, { id });
    return id;
  }

  /** A record as the device sends it, hashed as the device hashes it. */
  async form(
    orderId: string,
    more: object = {},
  ): Promise<{ orderId: string; contentHash: string } & Record<string, unknown>> {
    const content = {
      orderId,
      contactName: '李敏',
      address: '世纪大道 100 号',
      symptom: '凭证无法打印',
      diagnosis: '驱动被覆盖',
      steps: '重装驱动 → 打印测试页',
      serviceItems: [{ code: 'ROUTINE' }],
      arrivedAt: '2026-11-23T02:00:00.000Z',
      leftAt: '2026-11-23T03:00:00.000Z',
      result: 'SOLVED',
      ...more,
    };
    return { ...content, contentHash: await serviceRecordHash(content) };
  }

  async recorded(more: object = {}): Promise<{ orderId: string; recordId: string; contentHash: string }> {
    const orderId = await this.onSite();
    return this.recordAgain(orderId, more);
  }

  async recordAgain(
    orderId: string,
    more: object = {},
  ): Promise<{ orderId: string; recordId: string; contentHash: string }> {
    const input = await this.form(orderId, more);
    const { record } = (await this.stage.get(this.p.consultant, DO.record, { input })).recordVisit;
    return { orderId, recordId: record.id, contentHash: record.contentHash };
  }

  confirm(
    viewer: Partner['customer'],
    of: { recordId: string; contentHash: string },
    more: object = {},
  ): Promise<Answer> {
    const { recordId, contentHash } = of;
    return this.stage.ask(viewer, DO.confirm, {
      input: { recordId, contentHash, rating: 5, signatoryName: '李敏', ...more },
    });
  }
}
