import { ERASED_NAME } from '@landfall/kit/personal/erased';
import { requireProof } from '@landfall/kit/policy/proof';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Customer } from '../customer/customer.entity.ts';
import { saveCustomer } from '../customer/save-customer.ts';
import { tidyText } from '../tidy-text.ts';
import { Contact } from './contact.entity.ts';

const LONGEST_REASON = 200;

/** Whose data, and why, as the sender saw the customer. */
export interface ContactErasure {
  readonly id: string;
  readonly reason: string;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Erases what is kept about a contact, at the person's request: the row stays and names nobody, the search finds nobody,
 * what the audit trail said of the person can't be read any more; tickets and visits follow (support). Signed records stay.
 * @returns the customer's id. @throws Problem FORBIDDEN `proofNeeded`, INVALID at `reason`, NOT_FOUND, CONFLICT
 */
export async function eraseContact(unit: UnitOfWork, { id, reason, expectedVersion }: ContactErasure): Promise<string> {
  requireProof(unit.viewer, unit.now);
  const why = tidyText(reason);
  if (!why) throw invalid('required', ['reason']);
  if (why.length > LONGEST_REASON) throw invalid('tooLong', ['reason'], { max: LONGEST_REASON });
  const [owner] = await unit.execute<{ customer_id: string }>(
    'select customer_id from customers.contact where id = ?',
    [id],
  );
  if (!owner) throw notFound();
  const customer = await unit.load(Customer, owner.customer_id, 'eraseContact', expectedVersion);
  const contacts = await unit.findAll(Contact, { customerId: customer.id });
  const contact = contacts.find((one) => one.id === id);
  if (!contact) throw notFound();
  const name = ERASED_NAME;
  const nothing = { post: null, phone: null, phoneE164: null, mobile: null, mobileE164: null, email: null };
  Object.assign(contact, { name, sortKey: sortKey(name, 'surname'), ...nothing });
  contact.endedAt ??= unit.now;
  const heir = contacts.find((one) => one !== contact && !one.endedAt);
  if (contact.isPrimary && heir) heir.isPrimary = true;
  contact.isPrimary = false;
  const saved = await saveCustomer(unit, customer, 'customerChanged');
  // What is taken away is kept in no trail; that it was done, and why, is.
  unit.forget();
  unit.note({ action: 'eraseContact', noun: 'contact', id, customerId: customer.id, after: { reason: why } });
  await unit.dropKeysOf([id]);
  unit.announce({
    event: 'contactErased',
    noun: 'customer',
    id: customer.id,
    customerId: customer.id,
    ids: { contact: id },
  });
  return saved;
}
