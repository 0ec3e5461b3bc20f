import type { Shape } from '@landfall/kit/rows/shape';
import { contactShape } from '../contact/contact.shape.ts';
import { ASKED_AT, entitlementFactsShape } from '../entitlement/entitlement-facts.ts';
import { registeredProductShape } from '../registered-product/registered-product.shape.ts';
import { siteShape } from '../site/site.shape.ts';

/** Products that are served longest first. */
const byTerm = (alias: string) => `${alias}.service_ends_on desc nulls last, ${alias}.product_name, ${alias}.serial`;

/** How customers are read, with all that is beneath them in the same statement. */
export const customerShape: Shape = {
  table: 'customers.customer',
  alias: 'c',
  customer: 'c.id',
  columns: {
    id: 'c.id',
    number: 'c.number',
    name: 'c.name',
    shortName: 'c.short_name',
    creditCode: 'c.credit_code',
    divisionCode: 'c.division_code',
    divisionName: 'c.division_name',
    address: 'c.address',
    phone: 'c.phone',
    isRemote: 'c.is_remote',
    version: 'c.version',
    askedAt: ASKED_AT,
    contacts: {
      below: {
        shape: () => contactShape,
        on: 'k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null',
        orderBy: 'k.is_primary desc, k.sort_key, k.id',
      },
    },
    sites: {
      below: {
        shape: () => siteShape,
        on: 's.tenant_id = c.tenant_id and s.customer_id = c.id',
        orderBy: 's.name, s.id',
      },
    },
    registeredProducts: {
      below: {
        shape: () => registeredProductShape,
        on: 'p.tenant_id = c.tenant_id and p.customer_id = c.id',
        orderBy: byTerm('p'),
      },
    },
    entitlements: { needs: ['entitlementFacts', 'askedAt'] },
    entitlementFacts: {
      below: {
        shape: () => entitlementFactsShape,
        on: 'e.tenant_id = c.tenant_id and e.customer_id = c.id',
        orderBy: byTerm('e'),
      },
    },
  },
};
