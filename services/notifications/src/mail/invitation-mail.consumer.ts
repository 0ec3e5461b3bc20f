import type { Consumer } from '@landfall/kit/service/service';
import { queueMail } from './queue-mail.ts';

/** An invitation, also one sent again, becomes a mail. */
export const invitationMailConsumer: Consumer = {
  name: 'notifications.invitation-mail',
  events: ['staffInvited', 'customerPersonInvited'],
  handle: (unit, { nounId }) => queueMail(unit, { kind: 'invitation', params: { invitation: nounId } }),
};
