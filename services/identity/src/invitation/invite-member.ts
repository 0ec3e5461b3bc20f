import { keyOf } from '@landfall/kit/seal/key-of';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import { emailKey } from '../account/email-key.ts';
import { Invitation } from './invitation.entity.ts';
import { INVITATION_DAYS } from './invitation.state.ts';

/** Who is asked to join, to do what. The caller has checked that the e-mail is nobody's here yet (`peopleByEmail`). */
export interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The partner's name; for the page and the mail. */
  readonly partnerName: string;
  /** Language the person is written to in; the inviter's unless said. */
  readonly locale?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly department?: string | null | undefined;
  /** Division codes served, as prefixes. */
  readonly divisions?: readonly string[] | undefined;
  readonly productLines?: readonly string[] | undefined;
  /** A customer's person instead of the partner's own. */
  readonly customer?: { readonly id: string; readonly name: string; readonly contactId?: string | null } | undefined;
  /** Those sent together have one; its own unless said. */
  readonly batchId?: string | undefined;
}

/** What every link about an invitation is derived for: `seals.token(INVITATION, id)`. */
export const INVITATION = 'invitation';

/**
 * Invites somebody, as part of the caller's unit of work: the invitation and the event the mail follows from. Its id becomes
 * the membership's; the link's token is derived from it and kept nowhere.
 * @returns the invitation's id
 */
export function inviteMember(unit: UnitOfWork, member: NewMember): string {
  const { customer, roles, partnerName } = member;
  const id = uuidv7();
  const email = member.email.trim();
  const isSystem = unit.viewer.way === 'SYSTEM';
  unit.create(Invitation, {
    id,
    batchId: member.batchId ?? id,
    customerId: customer?.id ?? null,
    contactId: customer?.contactId ?? null,
    tokenKey: keyOf(unit.seals.token(INVITATION, id)),
    email,
    emailKey: emailKey(email),
    name: member.name,
    sortKey: sortKey(member.name, 'surname'),
    roles: [...roles],
    title: member.title ?? null,
    department: member.department ?? null,
    productLines: [...(member.productLines ?? [])] as never,
    divisions: [...(member.divisions ?? [])],
    phone: member.phone ?? null,
    organisationName: customer?.name ?? partnerName,
    partnerName,
    locale: member.locale ?? unit.viewer.locale,
    invitedById: isSystem ? null : unit.viewer.membershipId,
    invitedByName: isSystem ? null : unit.viewer.name,
    createdAt: unit.now,
    sentAt: unit.now,
    expiresAt: unit.now.add({ hours: 24 * INVITATION_DAYS }),
  });
  unit.announce({
    event: customer ? 'customerPersonInvited' : 'staffInvited',
    noun: 'invitation',
    id,
    customerId: customer?.id ?? null,
  });
  return id;
}
