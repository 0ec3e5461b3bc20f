import { registerEnumType } from 'type-graphql';

/** Where an invitation stands; worked out from its times, so that nothing has to run when it expires. */
export enum InvitationState {
  PENDING = 'PENDING',
  EXPIRED = 'EXPIRED',
  ACCEPTED = 'ACCEPTED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(InvitationState, { name: 'InvitationState', description: '邀請狀態。' });

/** How long a link is good for. Days. */
export const INVITATION_DAYS = 7;

/** The state as SQL over an alias. */
export const stateSql = (alias: string): string =>
  `case when ${alias}.accepted_at is not null then 'ACCEPTED' when ${alias}.withdrawn_at is not null then 'WITHDRAWN' when ${alias}.expires_at <= now() then 'EXPIRED' else 'PENDING' end`;
