import type { Consumer } from '@landfall/kit/service/service';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { staffWith } from './people.ts';
import { tell } from './tell.ts';

const ADMINS = ['partner_admin'];
/** What the partner's answer is called on its way to headquarters' inbox. */
const ANSWERED = 'supportAccessAnswered';

const KINDS: Readonly<Record<string, InboxKind>> = {
  supportAccessGranted: InboxKind.SUPPORT_ACCESS_GRANTED,
  supportAccessRefused: InboxKind.SUPPORT_ACCESS_REFUSED,
  supportAccessEnded: InboxKind.SUPPORT_ACCESS_ENDED,
};

/** Support access as the partner hears of it; what it answers is told on to whoever asked, by ids. */
export const supportNewsConsumer: Consumer = {
  name: 'notifications.support-news',
  events: ['supportAccessAsked', ...Object.keys(KINDS)],
  async handle(unit, { event, nounId, ...rest }) {
    if (!isNews({ event, nounId, ...rest }, unit.now)) return;
    const [access] = await unit.execute<{ asked_by_id: string; account_id: string }>(
      'select asked_by_id, account_id from network.support_access_card where id = ?',
      [nounId],
    );
    if (!access) return;
    const about = { noun: 'supportAccess', nounId };
    if (event === 'supportAccessAsked')
      await tell(unit, await staffWith(unit, ADMINS), { ...about, kind: InboxKind.SUPPORT_ACCESS_ASKED });
    if (event === 'supportAccessEnded')
      await tell(unit, await staffWith(unit, ADMINS), { ...about, kind: InboxKind.SUPPORT_ACCESS_ENDED });
    const kind = KINDS[event];
    if (kind)
      unit.announce({
        event: ANSWERED,
        noun: 'supportAccess',
        id: nounId,
        ids: { asker: access.asked_by_id, account: access.account_id, kind },
      });
  },
};

/** What the partner answered, in the inbox of headquarters' person who asked. */
export const supportAnswerConsumer: Consumer = {
  name: 'notifications.support-answer',
  events: [ANSWERED],
  tenantOf: () => HEADQUARTERS,
  async handle(unit, { nounId, ids: { asker, account, kind } }) {
    if (!asker || !kind) return;
    const asking = { id: asker, surface: 'hq' as const, accountId: account ?? null };
    await tell(unit, [asking], { kind: kind as InboxKind, noun: 'supportAccess', nounId });
  },
};
