import { ERASED_NAME } from '@landfall/kit/personal/erased';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { unnameTickets } from './unname-tickets.ts';

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
  // As the customer's record has it now.
  const [card] = await unit.execute<{ name: string }>('select name from customers.contact_card where id = ?', [
    contact,
  ]);
  const name = card?.name ?? ERASED_NAME;
  const calls = await unit.execute<{ id: string }>(
    `update support.call set caller_name = ?, caller_number = null where contact_id = ? returning id`,
    [name, contact],
  );
  const copies = await unnameTickets(unit, name, 't.contact_id = ?', [contact]);
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
