import { notFound } from '@landfall/kit/problem/problem';
import type { ProductLine } from '@landfall/kit/product-line/product-line';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

/** What this service copies of a customer when something is raised or dispatched. */
export interface CustomerFacts {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly place: PlaceFacts;
}

/** Where a visit goes. */
export interface PlaceFacts {
  readonly divisionCode: string | null;
  readonly divisionName: string | null;
  readonly address: string | null;
  readonly howToGetThere: string | null;
  readonly isRemote: boolean;
}

/** Whom to speak to. */
export interface ContactFacts {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** What it is about. */
export interface ProductFacts {
  readonly registeredProductId: string;
  readonly productName: string;
  readonly productLine: ProductLine;
  readonly productVersion: string | null;
  readonly serial: string | null;
}

const PLACE = `division_code as "divisionCode", division_name as "divisionName", address, is_remote as "isRemote"`;

/** A customer the viewer may see. @throws Problem NOT_FOUND: a rival's id is simply not there */
export async function customerFacts(unit: UnitOfWork, id: string): Promise<CustomerFacts> {
  const row = await one<Omit<CustomerFacts, 'place'> & PlaceFacts>(
    unit,
    `id, name, phone, ${PLACE}, null as "howToGetThere" from customers.customer_card`,
    id,
  );
  return { id: row.id, name: row.name, phone: row.phone, place: placeOf(row) };
}

/** One of the customer's people. @throws Problem NOT_FOUND */
export async function contactFacts(unit: UnitOfWork, id: string, customerId: string): Promise<ContactFacts> {
  return one(unit, `id, name, coalesce(mobile, phone) as phone from customers.contact_card`, id, customerId);
}

/** One of the customer's products. @throws Problem NOT_FOUND */
export async function productFacts(unit: UnitOfWork, id: string, customerId: string): Promise<ProductFacts> {
  return one(
    unit,
    `id as "registeredProductId", product_name as "productName", line as "productLine", version as "productVersion", serial from customers.product_card`,
    id,
    customerId,
  );
}

/** One of the customer's other places. @throws Problem NOT_FOUND */
export async function siteFacts(unit: UnitOfWork, id: string, customerId: string): Promise<PlaceFacts> {
  return placeOf(
    await one<PlaceFacts>(
      unit,
      `${PLACE}, how_to_get_there as "howToGetThere" from customers.site_card`,
      id,
      customerId,
    ),
  );
}

function placeOf({ divisionCode, divisionName, address, howToGetThere, isRemote }: PlaceFacts): PlaceFacts {
  return { divisionCode, divisionName, address, howToGetThere, isRemote };
}

async function one<T>(unit: UnitOfWork, what: string, id: string, customerId?: string): Promise<T> {
  const [row] = await unit.execute<T>(
    `select ${what} where tenant_id = ? and id = ?${customerId ? ' and customer_id = ?' : ''}`,
    [unit.tenant, id, ...(customerId ? [customerId] : [])],
  );
  if (!row) throw notFound();
  return row;
}
