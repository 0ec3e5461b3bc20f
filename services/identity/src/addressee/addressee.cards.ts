import type { CardView } from '@landfall/kit/service/service';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { stateSql } from '../invitation/invitation.state.ts';

/** Whom notifications write to, and whether a link they carry is still good: a contract, column by column. */
export const addresseeCards: readonly CardView[] = [
  {
    // Everybody with a membership here, the account behind it included: where the mail goes is read of the account.
    name: 'identity.addressee_card',
    readers: ['desk'],
    select: `select tenant_id, id, account_id, name, roles, customer_id, divisions, ended_at is null as is_active from identity.membership`,
  },
  {
    // In whose name the partner's mail comes.
    name: 'identity.sender_card',
    readers: ['desk'],
    select: `select tenant_id, tenant_id as id, coalesce(nullif(sender_name, ''), name) as name, logo_id from identity.partner`,
  },
  {
    name: 'identity.logo_card',
    readers: ['desk'],
    select: `select tenant_id, id, media_type, bytes from identity.partner_logo`,
  },
  {
    name: 'identity.invitation_card',
    readers: ['desk'],
    select: `select i.tenant_id, i.id, i.email, i.name, i.organisation_name, i.partner_name, i.invited_by_id, i.invited_by_name,
        i.customer_id, i.locale, i.expires_at, ${stateSql('i')} as state from identity.invitation i`,
  },
  {
    name: 'identity.password_reset_card',
    readers: ['edge'],
    select: `select '${HEADQUARTERS}'::uuid as tenant_id, id, account_id, expires_at,
        ended_at is null and expires_at > now() as is_open from identity.password_reset`,
  },
];
