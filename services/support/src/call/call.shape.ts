import type { Shape } from '@landfall/kit/rows/shape';
import { customerCard } from '../customer/customer.card.ts';
import { memberCard } from '../member/member.card.ts';
import { ticketShape } from '../ticket/ticket.shape.ts';

/** How calls are read. */
export const callShape: Shape = {
  table: 'support.call',
  alias: 'c',
  customer: 'c.customer_id',
  columns: {
    id: 'c.id',
    number: 'c.number',
    state: 'c.state',
    callerNumber: 'c.caller_number',
    callerName: 'c.caller_name',
    companyName: 'c.company_name',
    startedAt: 'c.started_at',
    endedAt: 'c.ended_at',
    note: 'c.note',
    solution: 'c.solution',
    customer: { card: customerCard },
    agentId: 'c.agent_id',
    agent: { card: memberCard('agent_id') },
    ticket: {
      below: { shape: () => ticketShape, on: 't.tenant_id = c.tenant_id and t.id = c.ticket_id', single: true },
    },
    actions: { needs: ['state'] },
    version: 'c.version',
  },
};
