import type { Shape } from '@landfall/kit/rows/shape';
import { stateSql } from './invitation.state.ts';

/** How invitations are read. The hashes are columns of no field. */
export const invitationShape: Shape = {
  table: 'identity.invitation',
  alias: 'i',
  columns: {
    id: 'i.id',
    email: 'i.email',
    name: 'i.name',
    roles: 'i.roles',
    title: 'i.title',
    department: 'i.department',
    productLines: 'i.product_lines',
    divisions: 'i.divisions',
    phone: 'i.phone',
    locale: 'i.locale',
    invitedByName: 'i.invited_by_name',
    createdAt: 'i.created_at',
    sentAt: 'i.sent_at',
    sendCount: 'i.send_count',
    expiresAt: 'i.expires_at',
    acceptedAt: 'i.accepted_at',
    withdrawnAt: 'i.withdrawn_at',
    askedAgainAt: 'i.asked_again_at',
    version: 'i.version',
    state: stateSql('i'),
  },
};
