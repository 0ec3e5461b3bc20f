import './invitation.policy.ts';
import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Invitation } from './invitation.entity.ts';
import { INVITATION_DAYS } from './invitation.state.ts';

/** Which invitation, as the sender saw it. */
export interface InvitationStep {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/** A link isn't mailed more often: nobody's letter box is filled from here. */
const PAUSE_MINUTES = 1;

/**
 * Sends it again: the same link, good for another week, also where it had expired.
 * @throws Problem CONFLICT where it was accepted or withdrawn, LIMITED within a minute of the last time
 */
export async function resendInvitation(unit: UnitOfWork, step: InvitationStep): Promise<string> {
  const invitation = await open(unit, step, 'resend');
  if (Temporal.Instant.compare(invitation.sentAt.add({ minutes: PAUSE_MINUTES }), unit.now) > 0)
    throw new Problem('LIMITED', 'invitation.justSent', ['id']);
  invitation.sentAt = unit.now;
  invitation.sendCount += 1;
  invitation.expiresAt = unit.now.add({ hours: 24 * INVITATION_DAYS });
  invitation.askedAgainAt = null;
  tell(unit, invitation, invitation.customerId ? 'customerPersonInvited' : 'staffInvited');
  return invitation.id;
}

/** Takes it back: the link says so from now on. */
export async function withdrawInvitation(unit: UnitOfWork, step: InvitationStep): Promise<string> {
  const invitation = await open(unit, step, 'withdraw');
  invitation.withdrawnAt = unit.now;
  tell(unit, invitation, 'invitationWithdrawn');
  return invitation.id;
}

async function open(unit: UnitOfWork, { id, expectedVersion }: InvitationStep, action: string): Promise<Invitation> {
  const invitation = await unit.load(Invitation, id, action, expectedVersion);
  if (invitation.acceptedAt) throw new Problem('CONFLICT', 'invitation.accepted', ['id']);
  if (invitation.withdrawnAt) throw new Problem('CONFLICT', 'invitation.withdrawn', ['id']);
  return invitation;
}

function tell(unit: UnitOfWork, { id, customerId }: Invitation, event: string): void {
  unit.announce({ event, noun: 'invitation', id, customerId: customerId ?? null });
}
