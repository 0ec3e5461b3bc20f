import { ERASED_NAME } from '@landfall/kit/personal/erased';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { Absence } from '../absence/absence.entity.ts';
import { Invitation } from '../invitation/invitation.entity.ts';
import { HeadquartersMembership } from '../membership/headquarters-membership.entity.ts';
import { Membership } from '../membership/membership.entity.ts';
import { SignOnLink } from '../single-sign-on/sign-on-link.entity.ts';
import { DataRequest } from './data-request.entity.ts';

/**
 * Somebody erased their account: each organisation they were in ends the membership and keeps no name, phone or e-mail of
 * theirs in it. History keeps that somebody was there; what was signed stays as it was.
 */
export const erasedAccountConsumer: Consumer = {
  name: 'identity.erased-account',
  events: ['accountErased'],
  async handle(unit, { nounId: id, ids }) {
    const name = ERASED_NAME;
    if (unit.tenant === HEADQUARTERS) return eraseAtHeadquarters(unit, id, ids.account);
    const member = await unit.find(Membership, { id });
    if (!member) return;
    const wasThere = !member.endedAt;
    Object.assign(member, {
      name,
      sortKey: sortKey(name, 'surname'),
      phone: null,
      email: null,
      emailKey: null,
      title: null,
    });
    member.endedAt ??= unit.now;
    member.endReason ??= 'accountErased';
    const invitation = await unit.find(Invitation, { id });
    if (invitation)
      Object.assign(invitation, { name, sortKey: sortKey(name, 'surname'), email: '', emailKey: id, phone: null });
    for (const link of await unit.findAll(SignOnLink, { membershipId: id }))
      Object.assign(link, { email: '', subjectKey: link.id });
    for (const absence of await unit.findAll(Absence, { standInId: id, cancelledAt: null })) absence.standInId = null;
    for (const request of await unit.findAll(DataRequest, { membershipId: id }))
      Object.assign(request, { name, text: '', answer: null });
    // The line says that it was done; what is taken away belongs in no trail.
    await unit.em.flush();
    unit.forget();
    unit.note({ action: 'eraseAccount', noun: 'member', id, customerId: member.customerId ?? null });
    await unit.dropKeysOf([id, ...(ids.account ? [ids.account] : [])]);
    if (wasThere) unit.announce({ event: 'memberLeft', noun: 'member', id, customerId: member.customerId ?? null });
  },
};

/** The same at headquarters, which keeps less. */
async function eraseAtHeadquarters(unit: UnitOfWork, id: string, accountId: string | undefined): Promise<void> {
  const member = await unit.find(HeadquartersMembership, { id });
  if (!member) return;
  const name = ERASED_NAME;
  Object.assign(member, { name, email: null, emailKey: null });
  member.endedAt ??= unit.now;
  member.endReason ??= 'accountErased';
  const invitation = await unit.find(Invitation, { id });
  if (invitation) Object.assign(invitation, { name, sortKey: sortKey(name, 'surname'), email: '', emailKey: id });
  await unit.em.flush();
  unit.forget();
  unit.note({ action: 'eraseAccount', noun: 'headquartersMember', id });
  await unit.dropKeysOf([id, ...(accountId ? [accountId] : [])]);
  unit.announce({ event: 'memberLeft', noun: 'member', id });
}
