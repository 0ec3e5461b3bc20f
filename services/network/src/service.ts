import type { Service } from '@landfall/kit/service/service';
import { PublishedCell } from './cell/published-cell.entity.ts';
import { TenantCell } from './cell/tenant-cell.entity.ts';
import { Contribution } from './contribution/contribution.entity.ts';
import { contributionsConsumer } from './contribution/contributions.consumer.ts';
import { FigureResolver } from './figure/figure.resolver.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { PublishedPartner } from './partner/published-partner.entity.ts';
import { networkProblems } from './problems.ts';

/** Published figures: all that headquarters reads of partners. */
export const network: Service = {
  name: 'network',
  entities: [Contribution, TenantCell, PublishedCell, PublishedPartner],
  resolvers: [FigureResolver],
  migrations: [{ name: '20261123-initial', class: Migration20261123Initial }],
  consumers: [contributionsConsumer],
  problems: networkProblems,
};
