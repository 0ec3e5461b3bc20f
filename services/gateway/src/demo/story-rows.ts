import { tokensOf } from '@landfall/kit/search-token/search-token';
import type { CallDraft, TicketDraft } from './drafts.ts';
import { localDay } from './open-hours.ts';
import { hashOf, productColumns, subject, writeOrder } from './order-rows.ts';
import type { PartnerWorld } from './partner-world.ts';
import { type DemoRows, instantText } from './rows.ts';
import { turn } from './turn.ts';

/** Numbers everything told in the order it came to be, then writes it as rows. */
export async function writeStories(rows: DemoRows, world: PartnerWorld): Promise<void> {
  number(rows, world, 'call', 'H', world.calls, ({ startedAt }) => startedAt);
  number(rows, world, 'ticket', 'T', world.tickets, ({ raisedAt }) => raisedAt);
  number(rows, world, 'dispatchOrder', 'D', world.orders, ({ receivedAt }) => receivedAt);
  for (const call of world.calls) rows.tables['support.call'].push(callRow(world.tenant, call));
  for (const [i, ticket] of world.tickets.entries()) {
    if (i % 50 === 0) await turn();
    writeTicket(rows, world.tenant, ticket);
  }
  const hashes = await Promise.all(world.orders.map(hashOf));
  for (const [i, order] of world.orders.entries()) {
    if (i % 50 === 0) await turn();
    writeOrder(rows, world, order, hashes[i] ?? null);
  }
}

/** Numbers of a noun run through a year without a gap, in the partner's own calendar. */
function number<T extends { number: string }>(
  rows: DemoRows,
  { tenant }: PartnerWorld,
  noun: string,
  prefix: string,
  things: T[],
  at: (thing: T) => number,
): void {
  const counters = new Map<number, number>();
  for (const thing of things.sort((a, b) => at(a) - at(b))) {
    const { year } = localDay(at(thing));
    const value = (counters.get(year) ?? 0) + 1;
    counters.set(year, value);
    thing.number = `${prefix}${year}-${String(value).padStart(5, '0')}`;
  }
  for (const [year, value] of counters) rows.tables['kit.counter'].push({ tenant_id: tenant, noun, year, value });
}

function callRow(tenant: string, call: CallDraft): object {
  return {
    ...{
      tenant_id: tenant,
      id: call.id,
      number: call.number,
      state: call.state,
      caller_number: call.callerNumber,
      caller_name: call.callerName,
    },
    ...{
      company_name: call.companyName,
      customer_id: call.customerId,
      contact_id: call.contactId,
      agent_id: call.agentId,
      ticket_id: call.ticketId,
    },
    ...{
      started_at: instantText(call.startedAt),
      ended_at: instantText(call.endedAt),
      note: call.note,
      solution: call.solution,
      version: call.version,
    },
  };
}

function writeTicket({ tables, tokens }: DemoRows, tenant: string, ticket: TicketDraft): void {
  const { id, customer, contact, product, symptom } = ticket;
  tables['support.ticket'].push({
    ...{
      tenant_id: tenant,
      id,
      number: ticket.number,
      state: ticket.state,
      severity: ticket.severity,
      symptom,
      steps_tried: ticket.stepsTried,
    },
    ...{
      solution: ticket.solution,
      customer_id: customer.id,
      contact_id: contact?.id ?? null,
      contact_name: ticket.contactName,
    },
    ...{
      contact_phone: ticket.contactPhone,
      ...productColumns(ticket),
      entitlement: ticket.entitlement,
      taken_by_id: ticket.takenById,
    },
    ...{
      raised_by_id: ticket.raisedById,
      call_id: ticket.callId,
      raised_at: instantText(ticket.raisedAt),
      updated_at: instantText(ticket.updatedAt),
    },
    ...{ closed_at: instantText(ticket.closedAt), waiting_reason: ticket.waitingReason, version: ticket.version },
  });
  for (const line of ticket.activities) {
    tables['support.activity'].push({
      ...{
        tenant_id: tenant,
        id: line.id,
        ticket_id: id,
        order_id: line.orderId,
        customer_id: customer.id,
        at: instantText(line.at),
      },
      ...{
        action: line.action,
        actor_id: line.actor.id,
        actor_name: line.actor.name,
        note: line.note,
        staff_note: line.staffNote,
      },
      detail: Object.entries(line.detail()).flatMap(([key, value]) =>
        value === null || value === undefined ? [] : [{ key, value: String(value) }],
      ),
      customer_visible: line.customerVisible,
    });
  }
  tables['ledger.search_subject'].push(subject(tenant, 'ticket', id, customer.id, ticket.number, symptom));
  tokens.push({
    ...{ tenant_id: tenant, noun: 'ticket', noun_id: id, customer_id: customer.id },
    tokens: tokensOf({
      texts: [ticket.number, ticket.contactName],
      phones: [ticket.contactPhone],
      serials: product ? [product.serial] : [],
      passages: [symptom],
    }),
  });
}
