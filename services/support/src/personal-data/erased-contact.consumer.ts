import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import { erasedName } from '@landfall/kit/personal/erased';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

interface Copy {
  readonly noun: 'ticket' | 'dispatchOrder';
  readonly id: string;
  readonly customer_id: string;
  readonly number: string;
  readonly symptom: string;
  readonly serial: string | null;
}

/**
 * A customer's contact was erased: calls, tickets and visits name nobody any more and are found by no phone of theirs.
 * What both sides signed (service records) stays as it was.
 */
export const erasedContactConsumer: Consumer = {
  name: 'support.erased-contact',
  events: ['contactErased'],
  async handle(unit, { ids }) {
    if (ids.contact) await eraseCopies(unit, ids.contact);
  },
};

async function eraseCopies(unit: UnitOfWork, contact: string): Promise<void> {
  // As the customer's record has it now: in the language of whoever erased.
  const [card] = await unit.execute<{ name: string }>('select name from customers.contact_card where id = ?', [
    contact,
  ]);
  const name = card?.name ?? erasedName(unit.viewer.locale);
  const calls = await unit.execute<{ id: string }>(
    `update support.call set caller_name = ?, caller_number = null where contact_id = ? returning id`,
    [name, contact],
  );
  const copies = await unit.execute<Copy>(
    `with t as (update support.ticket set contact_name = ?, contact_phone = null where contact_id = ?
         returning id, customer_id, number, symptom, serial),
       o as (update support.dispatch_order d set contact_name = ?, contact_phone = null, price_accepted_by = null from t where d.ticket_id = t.id
         returning d.id, d.customer_id, d.number, d.symptom, d.serial)
     select 'ticket' as noun, t.* from t union all select 'dispatchOrder', o.* from o`,
    [name, contact, name],
  );
  for (const { noun, id, customer_id, number, symptom, serial } of copies)
    await writeTokens(unit, {
      ...{ noun, id, customerId: customer_id, title: number, subtitle: symptom },
      tokens: tokensOf({ texts: [number], serials: serial ? [serial] : [], passages: [symptom] }),
    });
  // Rows that stood for the person where nobody knew more of them.
  await unit.dropKeysOf([contact, ...calls.map(({ id }) => id), ...copies.map(({ id }) => id)]);
  const first = copies[0];
  if (!first && calls.length === 0) return;
  unit.note({
    action: 'eraseContact',
    noun: 'contact',
    id: contact,
    customerId: first?.customer_id ?? null,
    after: { tickets: copies.filter(({ noun }) => noun === 'ticket').length, calls: calls.length },
  });
}
