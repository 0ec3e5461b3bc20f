import { readByIds } from '@landfall/kit/rows/read';
import type { Service } from '@landfall/kit/service/service';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { Absence } from './absence/absence.entity.ts';
import { Account } from './account/account.entity.ts';
import { AccountResolver } from './account/account.resolver.ts';
import { AccountChangesResolver } from './account/account-changes.resolver.ts';
import { addresseeCards } from './addressee/addressee.cards.ts';
import { ApiToken } from './api-token/api-token.entity.ts';
import { apiTokenProblems } from './api-token/api-token.problems.ts';
import { ApiTokenResolver } from './api-token/api-token.resolver.ts';
import { ClosingDay } from './closing-day/closing-day.entity.ts';
import { ClosingDayResolver } from './closing-day/closing-day.resolver.ts';
import { CustomerPersonResolver } from './customer-person/customer-person.resolver.ts';
import { DepartureResolver } from './departure/departure.resolver.ts';
import { EmailChange } from './email-change/email-change.entity.ts';
import { HeadquartersPersonResolver } from './headquarters-person/headquarters-person.resolver.ts';
import { Invitation } from './invitation/invitation.entity.ts';
import { InvitationResolver } from './invitation/invitation.resolver.ts';
import { HeadquartersMembership } from './membership/headquarters-membership.entity.ts';
import { peopleCards } from './membership/member.cards.ts';
import { MemberResolver } from './membership/member.resolver.ts';
import { memberShape } from './membership/member.shape.ts';
import { MemberChangesResolver } from './membership/member-changes.resolver.ts';
import { Membership } from './membership/membership.entity.ts';
import { PeopleChangesResolver } from './membership/people-changes.resolver.ts';
import { Migration20261123ApiToken } from './migrations/20261123-api-token.ts';
import { Migration20261123DataRequest } from './migrations/20261123-data-request.ts';
import { Migration20261123Door } from './migrations/20261123-door.ts';
import { Migration20261123HeadquartersPeople } from './migrations/20261123-headquarters-people.ts';
import { Migration20261123Initial } from './migrations/20261123-initial.ts';
import { Migration20261123PartnerSettings } from './migrations/20261123-partner-settings.ts';
import { Migration20261123People } from './migrations/20261123-people.ts';
import { Migration20261123Retention } from './migrations/20261123-retention.ts';
import { Migration20261123SessionMembership } from './migrations/20261123-session-membership.ts';
import { Migration20261123SignOn } from './migrations/20261123-sign-on.ts';
import { newPartnerConsumer } from './partner/new-partner.consumer.ts';
import { OrganisationResolver } from './partner/organisation.resolver.ts';
import { Partner } from './partner/partner.entity.ts';
import { PartnerResolver } from './partner/partner.resolver.ts';
import { PartnerChangesResolver } from './partner/partner-changes.resolver.ts';
import { PartnerLogo } from './partner/partner-logo.entity.ts';
import { settingsProblems } from './partner/settings.problems.ts';
import { PasswordReset } from './password-reset/password-reset.entity.ts';
import { DataRequest } from './personal-data/data-request.entity.ts';
import { DataRequestChangesResolver } from './personal-data/data-request-changes.resolver.ts';
import { erasedAccountConsumer } from './personal-data/erased-account.consumer.ts';
import { identityRetention } from './personal-data/identity.retention.ts';
import { personalDataProblems } from './personal-data/personal-data.problems.ts';
import { PersonalDataResolver } from './personal-data/personal-data.resolver.ts';
import { identityProblems } from './problems.ts';
import { policyCards } from './service-policy/policy.cards.ts';
import { PolicyVersionResolver } from './service-policy/policy-version.resolver.ts';
import { ServicePolicy } from './service-policy/service-policy.entity.ts';
import { Session } from './session/session.entity.ts';
import { SessionResolver } from './session/session.resolver.ts';
import { SetUp } from './set-up/set-up.entity.ts';
import { SetUpResolver } from './set-up/set-up.resolver.ts';
import { Attempt } from './sign-in/attempt.entity.ts';
import { KnownDevice } from './sign-in/known-device.entity.ts';
import { SignOn } from './single-sign-on/sign-on.entity.ts';
import { signOnProblems } from './single-sign-on/sign-on.problems.ts';
import { SignOnResolver } from './single-sign-on/sign-on.resolver.ts';
import { SignOnLink } from './single-sign-on/sign-on-link.entity.ts';
import { SignOnRule } from './single-sign-on/sign-on-rule.entity.ts';
import { UsedSignOn } from './single-sign-on/used-sign-on.entity.ts';
import { StaffExportResolver } from './staff-list/staff-export.resolver.ts';
import { RecoveryCode } from './totp/recovery-code.entity.ts';
import { Totp } from './totp/totp.entity.ts';
import { TwoStepResolver } from './totp/two-step.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

/** Accounts, partners, memberships, sessions, hours and service policy. */
export const identity: Service = {
  name: 'identity',
  entities: [
    Account,
    Membership,
    HeadquartersMembership,
    Partner,
    ServicePolicy,
    Session,
    ApiToken,
    Attempt,
    KnownDevice,
    Totp,
    RecoveryCode,
    PasswordReset,
    EmailChange,
    Invitation,
    Absence,
    PartnerLogo,
    ClosingDay,
    SetUp,
    SignOn,
    SignOnRule,
    SignOnLink,
    UsedSignOn,
    DataRequest,
  ],
  resolvers: [
    ViewerResolver,
    AccountResolver,
    AccountChangesResolver,
    SessionResolver,
    TwoStepResolver,
    ApiTokenResolver,
    PartnerResolver,
    PartnerChangesResolver,
    MemberResolver,
    MemberChangesResolver,
    PeopleChangesResolver,
    HeadquartersPersonResolver,
    InvitationResolver,
    CustomerPersonResolver,
    DepartureResolver,
    StaffExportResolver,
    SignOnResolver,
    OrganisationResolver,
    PolicyVersionResolver,
    ClosingDayResolver,
    SetUpResolver,
    PersonalDataResolver,
    DataRequestChangesResolver,
  ],
  entityReaders: {
    Member: (context, ids, selection) => readByIds(context.source, memberShape, selection, ids),
  },
  openToSupport: { reads: ['viewer', 'partner', 'partnerChanged', 'members'] },
  migrations: [
    { name: '20261123-initial', class: Migration20261123Initial },
    { name: '20261123-session-membership', class: Migration20261123SessionMembership },
    { name: '20261123-people', class: Migration20261123People },
    { name: '20261123-door', class: Migration20261123Door },
    { name: '20261123-partner-settings', class: Migration20261123PartnerSettings },
    { name: '20261123-sign-on', class: Migration20261123SignOn },
    { name: '20261123-api-token', class: Migration20261123ApiToken },
    { name: '20261123-data-request', class: Migration20261123DataRequest },
    { name: '20261123-retention', class: Migration20261123Retention },
    { name: '20261123-headquarters-people', class: Migration20261123HeadquartersPeople },
  ],
  retention: identityRetention,
  tenantList: 'select tenant_id from identity.partner order by tenant_id',
  consumers: [newPartnerConsumer, erasedAccountConsumer],
  cards: [
    {
      // A person, for mail to them: as the door, by the account.
      name: 'identity.account_card',
      readers: ['edge'],
      select: `select '${HEADQUARTERS}'::uuid as tenant_id, a.id, a.email, a.locale, a.time_zone, coalesce(
        (select m.name from identity.membership m where m.account_id = a.id and m.ended_at is null order by m.id limit 1),
        (select h.name from identity.headquarters_membership h where h.account_id = a.id and h.ended_at is null order by h.id limit 1)) as name
        from identity.account a where a.ended_at is null`,
    },
    {
      name: 'identity.email_change_card',
      readers: ['edge'],
      select: `select '${HEADQUARTERS}'::uuid as tenant_id, id, account_id, old_email, new_email, expires_at, done_at, ended_at from identity.email_change`,
    },
    {
      name: 'identity.session_card',
      readers: ['edge'],
      select: `select '${HEADQUARTERS}'::uuid as tenant_id, id, account_id, created_at, user_agent, address, way from identity.session`,
    },
    ...peopleCards,
    ...addresseeCards,
    ...policyCards,
    {
      // The partner as one row: what it publishes to headquarters of itself, and the zone its months are counted in.
      name: 'identity.partner_card',
      readers: ['desk'],
      select: `select tenant_id, tenant_id as id, name, province_code, province_name, time_zone, calendar,
        monitoring_line, monitoring_email from identity.partner`,
    },
  ],
  problems: {
    ...identityProblems,
    ...settingsProblems,
    ...signOnProblems,
    ...apiTokenProblems,
    ...personalDataProblems,
  },
};
