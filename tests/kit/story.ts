import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import type { Customer } from './organisation.ts';
import type { Person } from './person.ts';

/** What the story leaves behind: ids to go on with, or to steal. */
export interface Story {
  readonly callId: string;
  readonly ticketId: string;
  readonly orderId: string;
  readonly recordId: string;
  readonly contentHash: string;
}

/** The people of one story. */
export interface Cast {
  readonly hotline: Person;
  readonly supervisor: Person;
  readonly consultant: Person;
  readonly customer: Customer & { readonly person: Person };
}

type Versioned = { id: string; version: number; state: string };

/** Answers a call of the customer and raises a ticket from it. */
export async function raise({
  hotline,
  customer,
}: Pick<Cast, 'hotline' | 'customer'>): Promise<{ callId: string; ticketId: string }> {
  const { answerCall } = await hotline.get<{ answerCall: { id: string } }>(
    'mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }',
    { input: { callerNumber: customer.mobile, customerId: customer.id, contactId: customer.contactId } },
  );
  const { raiseTicket } = await hotline.get<{ raiseTicket: Versioned }>(
    'mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id version state } }',
    {
      input: {
        callId: answerCall.id,
        customerId: customer.id,
        contactId: customer.contactId,
        registeredProductId: customer.productId,
        symptom: '月末结账时提示科目余额不平',
        severity: 'HIGH',
      },
    },
  );
  return { callId: answerCall.id, ticketId: raiseTicket.id };
}

/** Dispatches a ticket. */
export async function dispatch(hotline: Person, ticketId: string, more: object = {}): Promise<string> {
  const { dispatchTicket } = await hotline.get<{ dispatchTicket: { id: string } }>(
    'mutation ($input: DispatchTicketInput!) { dispatchTicket(input: $input) { id } }',
    {
      input: { ticketId, ...more },
    },
  );
  return dispatchTicket.id;
}

/** Assigns, contacts, agrees a time, departs, arrives. */
export async function visit({ supervisor, consultant }: Cast, orderId: string): Promise<void> {
  await supervisor.get('mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }', {
    id: orderId,
    c: consultant.membershipId,
  });
  await consultant.get('mutation ($id: ID!) { contactCustomer(id: $id, reached: true) { id } }', { id: orderId });
  const appointmentAt = Temporal.Now.instant().add({ minutes: 10 }).toString();
  await consultant.get('mutation ($id: ID!, $at: DateTime!) { scheduleVisit(id: $id, appointmentAt: $at) { id } }', {
    id: orderId,
    at: appointmentAt,
  });
  await consultant.get('mutation ($id: ID!) { departForVisit(id: $id) { id } }', { id: orderId });
  await consultant.get('mutation ($id: ID!) { arriveAtVisit(id: $id) { id } }', { id: orderId });
}

/** Fills the service record on site; its hash is made as the phone makes it. */
export async function record(
  consultant: Person,
  orderId: string,
  change: Record<string, unknown> = {},
): Promise<{ recordId: string; contentHash: string }> {
  const content = {
    orderId,
    contactName: '王会计',
    address: '张江路 88 号',
    howToGetThere: null,
    productName: 'KIS 专业版',
    productVersion: '16.0',
    serial: null,
    symptom: '月末结账时提示科目余额不平',
    diagnosis: '上月凭证被反过账后未重新结账',
    steps: '重新过账,校验余额,备份数据库',
    serviceItems: [{ code: 'ROUTINE', price: null }],
    arrivedAt: '2026-11-20T01:00:00.000Z',
    leftAt: '2026-11-20T03:00:00.000Z',
    result: 'SOLVED',
    headquartersIssue: null,
    followUpNumber: null,
    ...change,
  };
  const contentHash = await serviceRecordHash(content as Parameters<typeof serviceRecordHash>[0]);
  const { recordVisit } = await consultant.get<{ recordVisit: { record: { id: string } } }>(
    'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { record { id } } }',
    {
      input: { ...content, contentHash },
    },
  );
  return { recordId: recordVisit.record.id, contentHash };
}

/** Confirms a record with a rating, on the device or in the portal, by who asks. */
export async function confirm(person: Person, recordId: string, contentHash: string, rating = 5): Promise<void> {
  await person.get('mutation ($input: ConfirmServiceRecordInput!) { confirmServiceRecord(input: $input) { id } }', {
    input: { recordId, contentHash, rating, signatoryName: '王会计', opinion: '很专业' },
  });
}

/** The whole story, from the call to the confirmed record. */
export async function tell(cast: Cast, options: { rating?: number; confirmedBy?: Person } = {}): Promise<Story> {
  const { callId, ticketId } = await raise(cast);
  const orderId = await dispatch(cast.hotline, ticketId);
  await visit(cast, orderId);
  const { recordId, contentHash } = await record(cast.consultant, orderId);
  await confirm(options.confirmedBy ?? cast.customer.person, recordId, contentHash, options.rating);
  return { callId, ticketId, orderId, recordId, contentHash };
}
