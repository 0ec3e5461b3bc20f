import { notFound } from '@landfall/kit/problem/problem';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Customer } from '../customer/customer.entity.ts';
import { saveCustomer } from '../customer/save-customer.ts';
import { phoneLineOf } from '../phone-line.ts';
import { tidyName, tidyRequired, tidyText } from '../tidy-text.ts';
import { Contact } from './contact.entity.ts';
import type { ContactInput, UpdateContactInput } from './contact.inputs.ts';

/** A contact of a customer, to be written with it. `path` stands before the field a problem names. */
export function newContact(
  unit: UnitOfWork,
  customerId: string,
  input: ContactInput,
  isPrimary: boolean,
  path = '',
): Contact {
  const phone = phoneLineOf(input.phone, `${path}phone`, unit.viewer);
  const mobile = phoneLineOf(input.mobile, `${path}mobile`, unit.viewer);
  const name = tidyRequired(input.name, `${path}name`, tidyName);
  return unit.create(Contact, {
    customerId,
    name,
    sortKey: sortKey(name, 'surname'),
    post: tidyText(input.post),
    phone: phone.display,
    phoneE164: phone.e164,
    mobile: mobile.display,
    mobileE164: mobile.e164,
    email: tidyText(input.email),
    isPrimary,
  });
}

/** Adds a contact; the first one is the primary one. @returns the customer's id */
export async function addContact(
  unit: UnitOfWork,
  customerId: string,
  input: ContactInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const customer = await unit.load(Customer, customerId, 'addContact', expectedVersion);
  const others = await unit.findAll(Contact, { customerId, endedAt: null });
  const isPrimary = input.isPrimary === true || !others.some((other) => other.isPrimary);
  if (isPrimary) for (const other of others) other.isPrimary = false;
  newContact(unit, customerId, input, isPrimary);
  return saveCustomer(unit, customer, 'customerChanged');
}

/** Changes what is given of a contact, or notes that the person left. @returns the customer's id */
export async function updateContact(
  unit: UnitOfWork,
  id: string,
  input: UpdateContactInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  // The customer is locked before its contacts, as everywhere, so that two changes never wait for each other.
  const [owner] = await unit.execute<{ customer_id: string }>(
    'select customer_id from customers.contact where id = ?',
    [id],
  );
  if (!owner) throw notFound();
  const customer = await unit.load(Customer, owner.customer_id, 'updateContact', expectedVersion);
  const contacts = await unit.findAll(Contact, { customerId: customer.id, endedAt: null });
  const contact = contacts.find((one) => one.id === id);
  if (!contact) throw notFound();
  change(unit, contact, input);
  if (input.hasLeft) leave(unit, contact, contacts);
  else if (input.isPrimary) for (const one of contacts) one.isPrimary = one === contact;
  return saveCustomer(unit, customer, 'customerChanged');
}

function change(unit: UnitOfWork, contact: Contact, input: UpdateContactInput): void {
  if (input.name !== undefined) {
    contact.name = tidyRequired(input.name, 'name', tidyName);
    contact.sortKey = sortKey(contact.name, 'surname');
  }
  if (input.post !== undefined) contact.post = tidyText(input.post);
  if (input.email !== undefined) contact.email = tidyText(input.email);
  if (input.phone !== undefined) {
    const { display, e164 } = phoneLineOf(input.phone, 'phone', unit.viewer);
    contact.phone = display;
    contact.phoneE164 = e164;
  }
  if (input.mobile !== undefined) {
    const { display, e164 } = phoneLineOf(input.mobile, 'mobile', unit.viewer);
    contact.mobile = display;
    contact.mobileE164 = e164;
  }
}

/** The next one known becomes the primary contact where the primary one left. */
function leave(unit: UnitOfWork, contact: Contact, contacts: readonly Contact[]): void {
  contact.endedAt = unit.now;
  const heir = contacts.find((one) => one !== contact);
  if (contact.isPrimary && heir) heir.isPrimary = true;
  contact.isPrimary = false;
}
