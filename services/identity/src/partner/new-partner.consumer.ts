import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Invitation } from '../invitation/invitation.entity.ts';
import { INVITATION_DAYS } from '../invitation/invitation.state.ts';
import { inviteMember } from '../invitation/invite-member.ts';
import { firstPolicy } from '../service-policy/first-policy.ts';
import { SetUp } from '../set-up/set-up.entity.ts';
import { Partner } from './partner.entity.ts';

interface NewPartner {
  name: string;
  province_code: string;
  province: string;
  time_zone: string;
  calendar: string;
  contact_name: string;
  contact_email: string | null;
  contact_phone: string | null;
}

const ROLES = ['partner_admin'];

/** Which partner an event of headquarters is about. */
const partnerOf = (event: BusEvent): string => event.ids.partner ?? event.tenantId;

/**
 * Makes a partner its own place once headquarters has on-boarded it: the partner, its first service policy (headquarters'
 * default), a set-up to do, and the invitation of its first administrator.
 */
export const newPartnerConsumer: Consumer = {
  name: 'identity.new-partner',
  events: ['partnerInvited', 'partnerInvitationResent', 'partnerWithdrawn'],
  tenantOf: partnerOf,
  async handle(unit, { event }) {
    if (event === 'partnerWithdrawn') return withdrawAll(unit);
    const [card] = await unit.execute<NewPartner>(
      `select name, province_code, province, time_zone, calendar, contact_name, contact_email, contact_phone
       from network.new_partner_card where id = ?`,
      [unit.tenant],
    );
    // Withdrawn meanwhile: its standing is no longer told to it.
    if (!card) return;
    if (!(await unit.find(Partner, { tenantId: unit.tenant }))) await makePlace(unit, card);
    await inviteFirst(unit, card);
  },
};

async function makePlace(unit: UnitOfWork, card: NewPartner): Promise<void> {
  unit.em.persist([
    unit.em.create(Partner, {
      tenantId: unit.tenant,
      name: card.name,
      provinceCode: card.province_code,
      provinceName: card.province,
      timeZone: card.time_zone,
      calendar: card.calendar,
      departments: [],
      divisions: [],
    } as never),
    unit.em.create(SetUp, { tenantId: unit.tenant, steps: [] } as never),
  ]);
  await firstPolicy(unit);
}

/** The open invitation is sent once more; one to an address that is no longer the contact's is taken back. */
async function inviteFirst(unit: UnitOfWork, card: NewPartner): Promise<void> {
  if (!card.contact_email) return;
  const email = card.contact_email.toLowerCase();
  const open = await unit.findAll(Invitation, { customerId: null, acceptedAt: null, withdrawnAt: null });
  let isSent = false;
  for (const invitation of open.filter(({ roles }) => roles.includes('partner_admin'))) {
    if (invitation.email.toLowerCase() !== email) {
      invitation.withdrawnAt = unit.now;
      continue;
    }
    isSent = true;
    invitation.sentAt = unit.now;
    invitation.sendCount += 1;
    invitation.expiresAt = unit.now.add({ hours: 24 * INVITATION_DAYS });
    invitation.askedAgainAt = null;
    unit.announce({ event: 'staffInvited', noun: 'invitation', id: invitation.id });
  }
  if (isSent) return;
  const locale = card.calendar === 'CN' ? 'zh-CN' : 'zh-TW';
  const { contact_name: name, contact_phone: phone, name: partnerName } = card;
  inviteMember(unit, { email: card.contact_email, name, phone, roles: ROLES, partnerName, locale });
}

async function withdrawAll(unit: UnitOfWork): Promise<void> {
  for (const invitation of await unit.findAll(Invitation, { acceptedAt: null, withdrawnAt: null })) {
    invitation.withdrawnAt = unit.now;
    unit.announce({ event: 'invitationWithdrawn', noun: 'invitation', id: invitation.id });
  }
}
