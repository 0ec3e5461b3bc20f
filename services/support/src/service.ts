import { promiseReader } from '@landfall/kit/ledger/service-promise.shape';
import { readByIds } from '@landfall/kit/rows/read';
import type { Service } from '@landfall/kit/service/service';
import { Activity } from './activity/activity.entity.ts';
import { Call } from './call/call.entity.ts';
import { CallResolver } from './call/call.resolver.ts';
import { callShape } from './call/call.shape.ts';
import { CustomerResolver } from './customer/customer.resolver.ts';
import { DispatchOrder } from './dispatch-order/dispatch-order.entity.ts';
import { DispatchOrderResolver } from './dispatch-order/dispatch-order.resolver.ts';
import { dispatchOrderShape } from './dispatch-order/dispatch-order.shape.ts';
import { OfficeMutations } from './dispatch-order/office.mutations.ts';
import { orderFindables } from './dispatch-order/order.findable.ts';
import { VisitMutations } from './dispatch-order/visit.mutations.ts';
import { HandOverResolver } from './hand-over/hand-over.resolver.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { Migration20261123LinesByActor } from './migrations/20261123-lines-by-actor.ts';
import { Migration20261123UnnamedLines } from './migrations/20261123-unnamed-lines.ts';
import { openToSupport } from './open-to-support.ts';
import { erasedActorConsumer } from './personal-data/erased-actor.consumer.ts';
import { erasedContactConsumer } from './personal-data/erased-contact.consumer.ts';
import { supportRetention } from './personal-data/support.retention.ts';
import { supportProblems } from './problems.ts';
import { ServiceRecord } from './service-record/service-record.entity.ts';
import { ServiceRecordMutations } from './service-record/service-record.mutations.ts';
import { serviceRecordShape } from './service-record/service-record.shape.ts';
import { storyCards } from './story/story.cards.ts';
import { Ticket } from './ticket/ticket.entity.ts';
import { ticketFindables } from './ticket/ticket.findable.ts';
import { TicketMutations } from './ticket/ticket.mutations.ts';
import { TicketResolver } from './ticket/ticket.resolver.ts';
import { ticketShape } from './ticket/ticket.shape.ts';

/** Hotline calls, tickets, dispatch orders, service records. */
export const support: Service = {
  name: 'support',
  entities: [Call, Ticket, DispatchOrder, ServiceRecord, Activity],
  resolvers: [
    CallResolver,
    TicketResolver,
    TicketMutations,
    DispatchOrderResolver,
    OfficeMutations,
    VisitMutations,
    ServiceRecordMutations,
    CustomerResolver,
    HandOverResolver,
  ],
  entityReaders: {
    Call: (context, ids, selection) => readByIds(context.source, callShape, selection, ids),
    Ticket: (context, ids, selection) => readByIds(context.source, ticketShape, selection, ids),
    DispatchOrder: (context, ids, selection) => readByIds(context.source, dispatchOrderShape, selection, ids),
    ServiceRecord: (context, ids, selection) => readByIds(context.source, serviceRecordShape, selection, ids),
    ServicePromise: promiseReader,
  },
  migrations: [
    { name: '20261123-initial', class: Migration20261123Initial },
    { name: '20261123-unnamed-lines', class: Migration20261123UnnamedLines },
    { name: '20261123-lines-by-actor', class: Migration20261123LinesByActor },
  ],
  cards: [
    ...storyCards,
    {
      // What headquarters' figures are counted from. `is_remote`: a remote allowance was given, so it is counted apart (R3); a disputed
      // rating counts for nothing.
      name: 'support.outcome_card',
      readers: ['desk'],
      select: `select o.tenant_id, o.id, o.customer_id, o.product_line, o.state, o.received_at, o.remote_allowance_hours > 0 as is_remote,
        case when o.state <> 'DISPUTED' then r.rating end as rating, r.confirmed_at as rated_at from support.dispatch_order o
        left join support.service_record r on r.tenant_id = o.tenant_id and r.id = o.record_id`,
    },
  ],
  retention: supportRetention,
  findables: [ticketFindables, orderFindables],
  consumers: [erasedActorConsumer, erasedContactConsumer],
  openToSupport,

  problems: supportProblems,
};
