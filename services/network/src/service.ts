import type { Service } from '@landfall/kit/service/service';
import { cellsModel } from './cell/cells.model.ts';
import { PublishedCell } from './cell/published-cell.entity.ts';
import { TenantCell } from './cell/tenant-cell.entity.ts';
import { Contribution } from './contribution/contribution.entity.ts';
import { contributionsConsumer } from './contribution/contributions.consumer.ts';
import { FigureResolver } from './figure/figure.resolver.ts';
import { Migration20261123BlurredRatings } from './migrations/20261123-blurred-ratings.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { Migration20261123OpenGrants } from './migrations/20261123-open-grants.ts';
import { Migration20261123Partnership } from './migrations/20261123-partnership.ts';
import { Migration20261123SupportAccess } from './migrations/20261123-support-access.ts';
import { Migration20261123SupportRunOut } from './migrations/20261123-support-run-out.ts';
import { partnerProblems } from './partner/partner.problems.ts';
import { PartnerContact } from './partner/partner-contact.entity.ts';
import { partnerSetUpConsumer } from './partner/partner-set-up.consumer.ts';
import { Partnership } from './partner/partnership.entity.ts';
import { PartnershipResolver } from './partner/partnership.resolver.ts';
import { PartnershipChange } from './partner/partnership-change.entity.ts';
import { PartnershipChangesResolver } from './partner/partnership-changes.resolver.ts';
import { PolicyStandingResolver } from './partner/policy-standing.resolver.ts';
import { publishPolicyConsumer } from './partner/publish-policy.consumer.ts';
import { PublishedPartner } from './partner/published-partner.entity.ts';
import { PublishedPolicy } from './partner/published-policy.entity.ts';
import { networkProblems } from './problems.ts';
import { watchRunOut } from './support-access/run-out.ts';
import { supportAccessCards } from './support-access/support-access.cards.ts';
import { supportAccessConsumer } from './support-access/support-access.consumer.ts';
import { supportAccessProblems } from './support-access/support-access.problems.ts';
import { SupportAccessResolver } from './support-access/support-access.resolver.ts';
import { SupportGrant } from './support-access/support-grant.entity.ts';
import { SupportPresenceResolver } from './support-access/support-presence.resolver.ts';
import { SupportRequest } from './support-access/support-request.entity.ts';

/** Published figures: all that headquarters reads of partners. */
export const network: Service = {
  name: 'network',
  entities: [
    Contribution,
    TenantCell,
    PublishedCell,
    PublishedPartner,
    Partnership,
    PartnerContact,
    PartnershipChange,
    PublishedPolicy,
    SupportRequest,
    SupportGrant,
  ],
  resolvers: [
    FigureResolver,
    PartnershipResolver,
    PartnershipChangesResolver,
    PolicyStandingResolver,
    SupportAccessResolver,
    SupportPresenceResolver,
  ],
  migrations: [
    { name: '20261123-initial', class: Migration20261123Initial },
    { name: '20261123-partnership', class: Migration20261123Partnership },
    { name: '20261123-support-access', class: Migration20261123SupportAccess },
    { name: '20261123-blurred-ratings', class: Migration20261123BlurredRatings },
    { name: '20261123-support-run-out', class: Migration20261123SupportRunOut },
    { name: '20261123-open-grants', class: Migration20261123OpenGrants },
  ],
  readModels: [cellsModel],
  consumers: [contributionsConsumer, partnerSetUpConsumer, publishPolicyConsumer, supportAccessConsumer],
  background: (host) => watchRunOut({ host }),
  openToSupport: { reads: ['supportPresence', 'supportPresenceChanged'] },
  cards: [
    ...supportAccessCards,
    {
      // Whether anybody of a partner may come in; a partner without a row is active.
      name: 'network.partner_state_card',
      readers: ['edge', 'hq', 'desk'],
      select: 'select id as tenant_id, id, state from network.partnership',
    },
    {
      // A partner as headquarters on-boarded it: what it is made from.
      name: 'network.new_partner_card',
      readers: ['desk'],
      select: `select p.partner_id as tenant_id, p.partner_id as id, p.name, p.province_code, p.province, s.time_zone, s.calendar,
        c.name as contact_name, c.email as contact_email, c.phone as contact_phone
        from network.partner p join network.partnership s on s.id = p.partner_id join network.partner_contact c on c.partner_id = p.partner_id`,
    },
  ],
  problems: { ...networkProblems, ...partnerProblems, ...supportAccessProblems },
};
