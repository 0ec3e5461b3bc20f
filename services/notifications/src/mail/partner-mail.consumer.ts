import type { Consumer } from '@landfall/kit/service/service';
import type { MailKindName } from './mail.kinds.ts';
import { queueMail } from './queue-mail.ts';

const MAILS: Readonly<Record<string, MailKindName>> = {
  partnerSuspended: 'partnerSuspended',
  partnerReopened: 'partnerReopened',
  partnerLeaving: 'partnerLeaving',
};

/** What headquarters decides about a partner is mailed to its administrators: shut out, they have no inbox to look into. */
export const partnerMailConsumer: Consumer = {
  name: 'notifications.partner-mail',
  events: Object.keys(MAILS),
  tenantOf: ({ ids, tenantId }) => ids.partner ?? tenantId,
  async handle(unit, { event }) {
    const kind = MAILS[event];
    const admins = await unit.execute<{ id: string }>(
      `select id from identity.addressee_card where is_active and customer_id is null and 'partner_admin' = any(roles) order by id`,
    );
    for (const { id } of admins) if (kind) await queueMail(unit, { kind, membershipId: id });
  },
};
