import { readByIds } from '@landfall/kit/rows/read';
import type { Service } from '@landfall/kit/service/service';
import { CallerMatchResolver } from './caller-match/caller-match.resolver.ts';
import { customerCards } from './cards.ts';
import { Contact } from './contact/contact.entity.ts';
import { contactRetention } from './contact/contact.retention.ts';
import { Customer } from './customer/customer.entity.ts';
import { customerFindables } from './customer/customer.findable.ts';
import { CustomerResolver } from './customer/customer.resolver.ts';
import { customerShape } from './customer/customer.shape.ts';
import { CustomerChangesResolver } from './customer/customer-changes.resolver.ts';
import { EntitlementResolver } from './entitlement/entitlement.resolver.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { customersProblems } from './problems.ts';
import { RegisteredProduct } from './registered-product/registered-product.entity.ts';
import { RegisteredProductResolver } from './registered-product/registered-product.resolver.ts';
import { registeredProductShape } from './registered-product/registered-product.shape.ts';
import { Site } from './site/site.entity.ts';

/** Companies, contacts, sites, registration cards, the entitlement verdict, and who is calling. */
export const customers: Service = {
  name: 'customers',
  entities: [Customer, Contact, Site, RegisteredProduct],
  resolvers: [
    CustomerResolver,
    CustomerChangesResolver,
    RegisteredProductResolver,
    EntitlementResolver,
    CallerMatchResolver,
  ],
  entityReaders: {
    Customer: (context, ids, selection) => readByIds(context.source, customerShape, selection, ids),
    RegisteredProduct: (context, ids, selection) => readByIds(context.source, registeredProductShape, selection, ids),
  },
  retention: [contactRetention],
  findables: [customerFindables],
  migrations: [{ name: '20261123-initial', class: Migration20261123Initial }],
  cards: customerCards,
  openToSupport: {
    reads: ['callerMatches', 'customer', 'customerChanged', 'customers', 'entitlement'],
    works: ['addContact', 'updateContact'],
  },
  problems: customersProblems,
};
