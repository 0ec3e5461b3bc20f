import { invalid } from '@landfall/kit/problem/problem';
import type { ProductLine } from '@landfall/kit/product-line/product-line';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Customer } from '../customer/customer.entity.ts';
import { saveCustomer } from '../customer/save-customer.ts';
import { tidySerial } from '../tidy-text.ts';
import { RegisteredProduct } from './registered-product.entity.ts';
import type { RegisterProductInput } from './registered-product.inputs.ts';
import { termProblem } from './service-term.ts';

const SERIAL = /^[0-9A-Z](?:[0-9A-Z\-./]{1,38})[0-9A-Z]$/;

interface PublishedVersion {
  readonly name: string;
  readonly line: ProductLine;
  readonly version: string;
}

/** Adds a line to the customer's registration card. @returns the customer's id @throws Problem INVALID at the field concerned */
export async function registerProduct(
  unit: UnitOfWork,
  customerId: string,
  input: RegisterProductInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const customer = await unit.load(Customer, customerId, 'registerProduct', expectedVersion);
  const serial = tidySerial(input.serial);
  if (!SERIAL.test(serial)) throw invalid('serial.form', ['serial']);
  const today = unit.now.toZonedDateTimeISO(unit.viewer.timeZone).toPlainDate();
  const wrong = termProblem(input, today);
  if (wrong) throw invalid(wrong.reason, [wrong.field]);
  const { name, line, version } = await publishedVersion(unit, input.productVersionId);
  unit.create(RegisteredProduct, {
    customerId,
    productVersionId: input.productVersionId,
    productName: name,
    line,
    version,
    serial,
    purchasedOn: input.purchasedOn ?? null,
    serviceStartsOn: input.serviceStartsOn ?? null,
    serviceEndsOn: input.serviceEndsOn ?? null,
  });
  return saveCustomer(unit, customer, 'customerChanged');
}

async function publishedVersion(unit: UnitOfWork, id: string): Promise<PublishedVersion> {
  const [found] = await unit.execute<PublishedVersion>(
    `select p.name, p.line, v.version from catalogue.product_version v join catalogue.product p on p.id = v.product_id
     where v.id::text = ?`,
    [id.toLowerCase()],
  );
  if (!found) throw invalid('product.unknown', ['productVersionId']);
  return found;
}
