import type { Service } from '@landfall/kit/service/service';
import { CalendarResolver } from './calendar/calendar.resolver.ts';
import { Division } from './division/division.entity.ts';
import { DivisionResolver } from './division/division.resolver.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { Migration20261123OfficialDivisions } from './migrations/20261123-official-divisions.ts';
import { Migration20261123PolicyFloor } from './migrations/20261123-policy-floor.ts';
import { Migration20261123PublishedProducts } from './migrations/20261123-published-products.ts';
import { FloorChangesResolver } from './policy-floor/floor-changes.resolver.ts';
import { PolicyFloor } from './policy-floor/policy-floor.entity.ts';
import { policyFloorProblems } from './policy-floor/policy-floor.problems.ts';
import { PolicyFloorResolver } from './policy-floor/policy-floor.resolver.ts';
import { catalogueProblems } from './problems.ts';
import { Product } from './product/product.entity.ts';
import { ProductResolver } from './product/product.resolver.ts';
import { ProductVersion } from './product/product-version.entity.ts';

/** What headquarters publishes to all: products and versions, divisions, calendars. */
export const catalogue: Service = {
  name: 'catalogue',
  entities: [Product, ProductVersion, Division, PolicyFloor],
  resolvers: [ProductResolver, DivisionResolver, CalendarResolver, PolicyFloorResolver, FloorChangesResolver],
  openToSupport: { reads: ['calendarYear', 'divisions', 'products'] },
  migrations: [
    { name: '20261123-initial', class: Migration20261123Initial },
    { name: '20261123-published-products', class: Migration20261123PublishedProducts },
    { name: '20261123-official-divisions', class: Migration20261123OfficialDivisions },
    { name: '20261123-policy-floor', class: Migration20261123PolicyFloor },
  ],
  problems: { ...catalogueProblems, ...policyFloorProblems },
};
