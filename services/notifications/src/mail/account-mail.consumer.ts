import type { Consumer } from '@landfall/kit/service/service';
import type { MailKindName } from './mail.kinds.ts';
import { queueMail } from './queue-mail.ts';

/** Mails an event about an account makes; a change of e-mail is told at both addresses. */
const MAILS: Readonly<Record<string, readonly MailKindName[]>> = {
  passwordResetAsked: ['passwordReset'],
  passwordChanged: ['passwordChanged'],
  emailChangeAsked: ['emailChangeNew', 'emailChangeOld'],
  emailChanged: ['emailChanged'],
  totpTurnedOn: ['totpTurnedOn'],
  totpTurnedOff: ['totpTurnedOff'],
  signedInFromNewDevice: ['newDevice'],
};

/**
 * What the door announces about an account becomes mail, under headquarters. Whether anybody has the account is found
 * when it is sent: an e-mail nobody has takes the same way until then.
 */
export const accountMailConsumer: Consumer = {
  name: 'notifications.account-mail',
  events: Object.keys(MAILS),
  async handle(unit, { event, nounId, ids }) {
    for (const kind of MAILS[event] ?? []) await queueMail(unit, { kind, accountId: nounId, params: ids });
  },
};
