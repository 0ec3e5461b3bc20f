import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { contactOf, noteChange, tellPartner } from './onboard-partner.ts';
import { PartnerContact } from './partner-contact.entity.ts';
import { Partnership } from './partnership.entity.ts';
import type { PartnerContactInput } from './partnership.inputs.ts';
import type { PartnershipState } from './partnership.machine.ts';

/** What is told of each step: what follows from it happens elsewhere. */
const EVENTS: Readonly<Record<string, string>> = {
  withdraw: 'partnerWithdrawn',
  suspend: 'partnerSuspended',
  reopen: 'partnerReopened',
  leave: 'partnerLeaving',
  stay: 'partnerStays',
  finishLeaving: 'partnerLeft',
};

/** Steps that shut people out or let them in again say why. */
const NEEDS_REASON: ReadonlySet<string> = new Set(['suspend', 'leave', 'withdraw']);

/** Moves a partner along its life, as headquarters. @returns its id */
export async function movePartner(
  unit: UnitOfWork,
  id: string,
  action: string,
  reason: string | null | undefined,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const partnership = await unit.load(Partnership, id, action, expectedVersion);
  const why = reason?.trim() || null;
  if (NEEDS_REASON.has(action) && !why) throw invalid('required', ['reason']);
  const from = unit.transition<PartnershipState, Partnership>(partnership, action);
  partnership.stateSince = unit.now;
  noteChange(unit, id, action, from, partnership.state, why);
  tellPartner(unit, EVENTS[action] ?? action, id);
  return id;
}

/** Sends the invitation to the contact once more; a link that was sent before stays good. @returns the partner's id */
export async function resendInvitation(unit: UnitOfWork, id: string): Promise<string> {
  const partnership = await unit.load(Partnership, id, 'resendInvitation');
  // Nobody's letter box is filled from here.
  const sent = await unit.execute(
    `select 1 from network.partnership_change where partner_id = ? and action in ('onboard', 'resendInvitation')
     and at > now() - interval '1 minute' limit 1`,
    [id],
  );
  if (sent.length > 0) throw new Problem('LIMITED', 'partner.justSent', ['id']);
  noteChange(unit, id, 'resendInvitation', partnership.state, partnership.state, null);
  tellPartner(unit, 'partnerInvitationResent', id);
  return id;
}

/** Keeps who the contact is. Where nobody has come in yet, the invitation goes to the new address. @returns the partner's id */
export async function updateContact(
  unit: UnitOfWork,
  id: string,
  input: PartnerContactInput,
  expectedVersion: number | null | undefined,
): Promise<string> {
  const partnership = await unit.load(Partnership, id, 'updateContact', expectedVersion);
  const contact = await unit.find(PartnerContact, { partnerId: id });
  if (!contact) throw notFound();
  const next = contactOf(input);
  const isElsewhere = contact.email?.toLowerCase() !== next.email.toLowerCase();
  unit.em.assign(contact, next);
  // The contact is a part of the partner: whoever had it open before finds that it changed.
  await unit.execute('update network.partnership set version = version + 1 where id = ?', [id]);
  noteChange(unit, id, 'updateContact', partnership.state, partnership.state, null);
  tellPartner(unit, partnership.state === 'INVITED' && isElsewhere ? 'partnerInvitationResent' : 'partnerChanged', id);
  return id;
}
