import { sortKey, tokensOf } from '@landfall/kit/search-token/search-token';
import { creditCode } from './credit-codes.ts';
import type { DemoCustomer } from './demo-customer.ts';
import { numberOf } from './demo-customers.ts';
import { localDay } from './open-hours.ts';
import type { Random } from './random.ts';
import { type DemoRows, instantText } from './rows.ts';

/** Writes customers with all that belongs to them, numbered by the year they were taken in, and what they are found by. */
export function writeCustomers(
  rows: DemoRows,
  tenant: string,
  customers: readonly DemoCustomer[],
  random: Random,
): void {
  const counters = new Map<number, number>();
  for (const customer of [...customers].sort((a, b) => a.createdAt - b.createdAt)) {
    const { year } = localDay(customer.createdAt);
    const value = (counters.get(year) ?? 0) + 1;
    counters.set(year, value);
    writeCustomer(rows, tenant, customer, `C${year}-${String(value).padStart(5, '0')}`, random.fork(customer.id));
  }
  for (const [year, value] of counters)
    rows.tables['kit.counter'].push({ tenant_id: tenant, noun: 'customer', year, value });
}

function writeCustomer(
  { tables, tokens }: DemoRows,
  tenant: string,
  customer: DemoCustomer,
  number: string,
  random: Random,
): void {
  const { id, name, shortName, divisionName, place, contacts, products, sites } = customer;
  const code = creditCode(random, place.code);
  const phone = numberOf(customer.phone);
  const at = instantText(customer.createdAt);
  const isChanged = random.chance(0.4);
  tables['customers.customer'].push({
    ...{ tenant_id: tenant, id, number, name, short_name: shortName, sort_key: sortKey(name), credit_code: code },
    ...{
      division_code: place.code,
      division_name: divisionName,
      address: customer.address,
      phone: phone.display,
      phone_e164: phone.e164,
    },
    ...{
      is_remote: place.isRemote ?? false,
      created_at: at,
      updated_at: at,
      version: 1 + products.length + (isChanged ? 1 : 0),
    },
  });
  const owned = { tenant_id: tenant, customer_id: id };
  for (const [i, contact] of contacts.entries()) {
    tables['customers.contact'].push({
      ...owned,
      ...{
        id: contact.id,
        name: contact.name,
        sort_key: sortKey(contact.name, 'surname'),
        post: contact.post,
        is_primary: i === 0,
      },
      ...{
        phone: contact.phone,
        phone_e164: contact.phoneE164,
        mobile: contact.mobile,
        mobile_e164: contact.mobileE164,
      },
      email: customer.portal[i]?.email ?? null,
    });
  }
  for (const site of sites) {
    tables['customers.site'].push({
      ...owned,
      ...{
        id: site.id,
        name: site.name,
        division_code: site.place.code,
        division_name: site.divisionName,
        address: site.address,
      },
      ...{ how_to_get_there: site.howToGetThere, is_remote: site.place.isRemote ?? false },
    });
  }
  for (const product of products) {
    tables['customers.registered_product'].push({
      ...owned,
      ...{
        id: product.id,
        product_version_id: product.productVersionId,
        product_name: product.productName,
        line: product.line,
      },
      ...{ version: product.version, serial: product.serial, purchased_on: product.purchasedOn },
      ...{ service_starts_on: product.serviceStartsOn, service_ends_on: product.serviceEndsOn },
    });
  }
  tables['ledger.search_subject'].push({
    tenant_id: tenant,
    noun: 'customer',
    noun_id: id,
    customer_id: id,
    title: name,
    subtitle: `${number} · ${divisionName}`,
  });
  const phones = new Set([
    phone.e164,
    ...contacts.flatMap(({ phoneE164, mobileE164 }) => (phoneE164 ? [phoneE164, mobileE164] : [mobileE164])),
  ]);
  tokens.push({
    ...{ tenant_id: tenant, noun: 'customer', noun_id: id, customer_id: id },
    tokens: tokensOf({
      texts: [name, shortName, number, code, ...contacts.map((contact) => contact.name)],
      phones: [...phones],
      serials: products.map(({ serial }) => serial),
    }),
  });
}
