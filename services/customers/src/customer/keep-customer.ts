import { nextNumber } from '@landfall/kit/counter/next-number';
import { invalid } from '@landfall/kit/problem/problem';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { newContact } from '../contact/keep-contact.ts';
import { divisionNameOf } from '../division-of.ts';
import { flushUnique } from '../flush-unique.ts';
import { phoneLineOf } from '../phone-line.ts';
import { tidyName, tidyRequired } from '../tidy-text.ts';
import { creditCodeProblem, tidyCreditCode } from './credit-code.ts';
import { Customer } from './customer.entity.ts';
import type { CreateCustomerInput, UpdateCustomerInput } from './customer.inputs.ts';
import { saveCustomer } from './save-customer.ts';

/** Takes a company in, with its first contacts. @returns its id @throws Problem INVALID at the field concerned */
export async function createCustomer(unit: UnitOfWork, input: CreateCustomerInput): Promise<string> {
  const { display, e164 } = phoneLineOf(input.phone, 'phone', unit.viewer);
  const name = tidyRequired(input.name, 'name', tidyName);
  const creditCode = creditCodeOf(input.creditCode);
  const divisionName = await divisionNameOf(unit, input.divisionCode);
  const customer = unit.create(Customer, {
    number: await nextNumber(unit, 'customer', 'C'),
    name,
    shortName: tidyName(input.shortName),
    sortKey: sortKey(name),
    creditCode,
    divisionCode: input.divisionCode,
    divisionName,
    address: tidyRequired(input.address, 'address'),
    phone: display,
    phoneE164: e164,
    isRemote: input.isRemote ?? false,
    createdAt: unit.now,
    updatedAt: unit.now,
  });
  // Written before its contacts, which refer to it.
  await flushUnique(unit);
  const contacts = input.contacts ?? [];
  const primary = Math.max(
    0,
    contacts.findIndex(({ isPrimary }) => isPrimary === true),
  );
  contacts.forEach((contact, i) => {
    newContact(unit, customer.id, contact, i === primary, `contacts.${i}.`);
  });
  return saveCustomer(unit, customer, 'customerCreated');
}

/** Changes what is given. @throws Problem NOT_FOUND, FORBIDDEN, CONFLICT, INVALID at the field concerned */
export async function updateCustomer(
  unit: UnitOfWork,
  id: string,
  input: UpdateCustomerInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const customer = await unit.load(Customer, id, 'update', expectedVersion);
  if (input.name !== undefined) {
    customer.name = tidyRequired(input.name, 'name', tidyName);
    customer.sortKey = sortKey(customer.name);
  }
  if (input.shortName !== undefined) customer.shortName = tidyName(input.shortName);
  if (input.creditCode !== undefined) customer.creditCode = creditCodeOf(input.creditCode);
  if (input.divisionCode !== undefined) {
    customer.divisionCode = tidyRequired(input.divisionCode, 'divisionCode');
    customer.divisionName = await divisionNameOf(unit, customer.divisionCode);
  }
  if (input.address !== undefined) customer.address = tidyRequired(input.address, 'address');
  if (input.phone !== undefined) {
    const { display, e164 } = phoneLineOf(input.phone, 'phone', unit.viewer);
    customer.phone = display;
    customer.phoneE164 = e164;
  }
  if (input.isRemote != null) customer.isRemote = input.isRemote;
  return saveCustomer(unit, customer, 'customerChanged');
}

function creditCodeOf(typed: string | null | undefined): string | null {
  const code = tidyCreditCode(typed ?? '');
  if (!code) return null;
  const problem = creditCodeProblem(code);
  if (problem) throw invalid(problem, ['creditCode'], { length: [...code].length });
  return code;
}
