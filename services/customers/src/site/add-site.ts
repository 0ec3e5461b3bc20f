import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Customer } from '../customer/customer.entity.ts';
import { saveCustomer } from '../customer/save-customer.ts';
import { divisionNameOf } from '../division-of.ts';
import { tidyRequired, tidyText } from '../tidy-text.ts';
import { Site } from './site.entity.ts';
import type { SiteInput } from './site.inputs.ts';

/** Adds a place where the customer is served. @returns the customer's id */
export async function addSite(
  unit: UnitOfWork,
  customerId: string,
  input: SiteInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const customer = await unit.load(Customer, customerId, 'addSite', expectedVersion);
  unit.create(Site, {
    customerId,
    name: tidyRequired(input.name, 'name'),
    divisionCode: input.divisionCode,
    divisionName: await divisionNameOf(unit, input.divisionCode),
    address: tidyRequired(input.address, 'address'),
    howToGetThere: tidyText(input.howToGetThere),
    isRemote: input.isRemote ?? false,
  });
  return saveCustomer(unit, customer, 'customerChanged');
}
