import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { customerPeople, staffMember, supervisorsOf } from './people.ts';
import { type OrderFacts, orderNews } from './story.ts';
import { type News, tell } from './tell.ts';

type About = Omit<News, 'kind'>;
type Telling = (unit: UnitOfWork, order: OrderFacts, about: About) => Promise<void>;

const KEEPERS = ['customer_admin'];
const SIGNERS = ['customer_admin', 'signatory'];

const toCustomer =
  (kind: InboxKind, roles: readonly string[] = KEEPERS): Telling =>
  async (unit, order, about) => {
    const people = await customerPeople(unit, order.customer_id, roles, order.raised_by_id);
    await tell(unit, people, { ...about, kind, detail: { appointmentAt: order.appointment_at } });
  };

const toConsultant =
  (kind: InboxKind): Telling =>
  async (unit, order, about) =>
    tell(unit, await staffMember(unit, order.consultant_id), { ...about, kind });

const toSupervisors =
  (kind: InboxKind): Telling =>
  async (unit, order, about) =>
    tell(unit, await supervisorsOf(unit, order.division_code), { ...about, kind });

/** Who is told of what happened to a visit: the event, the line of the story behind it, and whom it concerns. */
const TELLINGS: Readonly<Record<string, readonly [action: string, ...Telling[]]>> = {
  dispatchOrderReceived: ['ticket.dispatch', toSupervisors(InboxKind.ORDER_RECEIVED)],
  dispatchOrderAssigned: ['order.assign', toConsultant(InboxKind.ORDER_ASSIGNED)],
  dispatchOrderReassigned: ['order.reassign', toConsultant(InboxKind.ORDER_ASSIGNED)],
  dispatchOrderCancelled: [
    'order.cancel',
    toConsultant(InboxKind.ORDER_CANCELLED),
    toCustomer(InboxKind.VISIT_CANCELLED),
  ],
  visitScheduled: ['order.schedule', toCustomer(InboxKind.VISIT_SCHEDULED)],
  visitRescheduled: ['order.reschedule', toCustomer(InboxKind.VISIT_RESCHEDULED)],
  consultantDeparted: ['order.depart', toCustomer(InboxKind.CONSULTANT_DEPARTED)],
  customerNoticed: ['order.notice', toCustomer(InboxKind.NOT_REACHED)],
  visitRecorded: ['order.record', toCustomer(InboxKind.RECORD_TO_CONFIRM, SIGNERS)],
  serviceRecordRevised: ['record.revise', toCustomer(InboxKind.RECORD_TO_CONFIRM, SIGNERS)],
  visitDisputed: ['record.dispute', toSupervisors(InboxKind.VISIT_DISPUTED), toConsultant(InboxKind.VISIT_DISPUTED)],
};

/** What happens to a visit is told to its consultant, its supervisors, and the customer's people. */
export const dispatchNewsConsumer: Consumer = {
  name: 'notifications.dispatch-news',
  events: Object.keys(TELLINGS),
  async handle(unit, event: BusEvent) {
    const [action, ...tellings] = TELLINGS[event.event] ?? [''];
    const order = isNews(event, unit.now) ? await orderNews(unit, event, action) : undefined;
    if (!order) return;
    const about: About = {
      noun: 'dispatchOrder',
      nounId: order.id,
      number: order.number,
      actorId: order.actor_id,
      aboutCustomerId: order.customer_id,
    };
    for (const telling of tellings) await telling(unit, order, about);
  },
};
