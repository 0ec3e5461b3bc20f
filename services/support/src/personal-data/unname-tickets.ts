import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { findableOrder } from '../dispatch-order/order.findable.ts';
import { findableTicket } from '../ticket/ticket.findable.ts';

interface Copy {
  readonly noun: 'ticket' | 'dispatchOrder';
  readonly id: string;
  readonly customer_id: string;
  readonly number: string;
  readonly symptom: string;
  readonly serial: string | null;
}

/**
 * Tickets and their visits name their contact no more, and are found by no name or phone of theirs. `which` is trusted text
 * over `t`. @returns tickets and orders
 */
export async function unnameTickets(
  unit: UnitOfWork,
  name: string,
  which: string,
  values: readonly unknown[],
): Promise<Copy[]> {
  const copies = await unit.execute<Copy>(
    `with t as (update support.ticket t set contact_name = ?, contact_phone = null where ${which}
         returning t.id, t.customer_id, t.number, t.symptom, t.serial),
       o as (update support.dispatch_order d set contact_name = ?, contact_phone = null, price_accepted_by = null from t where d.ticket_id = t.id
         returning d.id, d.customer_id, d.number, d.symptom, d.serial)
     select 'ticket' as noun, t.* from t union all select 'dispatchOrder', o.* from o`,
    [name, ...values, name],
  );
  for (const { noun, id, customer_id, number, symptom, serial } of copies)
    await writeTokens(
      unit,
      (noun === 'ticket' ? findableTicket : findableOrder)({ id, customerId: customer_id, number, symptom, serial }),
    );
  return copies;
}
