import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';

/** Where a mail went is the person's; that one was sent stays. What waits is sent to nobody: the account is gone. */
async function forget(unit: UnitOfWork, account: string, membership: string): Promise<void> {
  await unit.execute('update notifications.mail set address = null where account_id = ? or membership_id = ?', [
    account,
    membership,
  ]);
}

/** Somebody erased their account: the organisation's mails name their address no more, and their inbox is gone. */
export const erasedInboxConsumer: Consumer = {
  name: 'notifications.erased-inbox',
  events: ['accountErased'],
  async handle(unit, { nounId, ids }) {
    await forget(unit, ids.account ?? nounId, nounId);
    await unit.execute('delete from notifications.inbox_item where membership_id = ?', [nounId]);
    await unit.execute('delete from notifications.preference where membership_id = ?', [nounId]);
  },
};

/** The same for mail about the account itself. */
export const erasedAccountMailConsumer: Consumer = {
  name: 'notifications.erased-account-mail',
  events: ['accountErased'],
  tenantOf: () => HEADQUARTERS,
  handle: (unit, { nounId, ids }) => forget(unit, ids.account ?? nounId, nounId),
};
