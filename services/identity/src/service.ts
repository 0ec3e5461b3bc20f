import { readByIds } from '@landfall/kit/rows/read';
import type { Service } from '@landfall/kit/service/service';
import { Account } from './account/account.entity.ts';
import { HeadquartersMembership } from './membership/headquarters-membership.entity.ts';
import { MemberResolver } from './membership/member.resolver.ts';
import { memberShape } from './membership/member.shape.ts';
import { Membership } from './membership/membership.entity.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { Migration20261123SessionMembership } from './migrations/20261123-session-membership.ts';
import { Partner } from './partner/partner.entity.ts';
import { PartnerResolver } from './partner/partner.resolver.ts';
import { identityProblems } from './problems.ts';
import { ServicePolicy } from './service-policy/service-policy.entity.ts';
import { Session } from './session/session.entity.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

/** Accounts, partners, memberships, sessions, hours and service policy. */
export const identity: Service = {
  name: 'identity',
  entities: [Account, Membership, HeadquartersMembership, Partner, ServicePolicy, Session],
  resolvers: [ViewerResolver, PartnerResolver, MemberResolver],
  entityReaders: {
    Member: (context, ids, selection) => readByIds(context.source, memberShape, selection, ids),
  },
  migrations: [
    { name: '20261123-initial', class: Migration20261123Initial },
    { name: '20261123-session-membership', class: Migration20261123SessionMembership },
  ],
  cards: [
    {
      name: 'identity.member_card',
      readers: ['desk', 'portal'],
      select: `select tenant_id, id, name, sort_key, title, department, roles, product_lines, divisions,
        ended_at is null as is_active from identity.membership where customer_id is null`,
    },
    {
      name: 'identity.policy_card',
      readers: ['desk', 'portal'],
      select: `select distinct on (s.tenant_id) s.tenant_id, s.id, s.policy_version, s.clock_mode, s.contact_hours, s.on_site_hours, s.periods,
        s.make_up_weekday, p.time_zone, p.calendar from identity.service_policy s join identity.partner p on p.tenant_id = s.tenant_id
        where s.valid_from <= now() order by s.tenant_id, s.valid_from desc`,
    },
    {
      // The partner as one row: what it publishes to headquarters of itself, and the zone its months are counted in.
      name: 'identity.partner_card',
      readers: ['desk'],
      select: `select tenant_id, tenant_id as id, name, province_code, province_name, time_zone from identity.partner`,
    },
  ],
  problems: identityProblems,
};
