import type { Service } from '@landfall/kit/service/service';
import { asOne } from './as-one.consumer.ts';
import { dispatchNewsConsumer } from './inbox/dispatch-news.consumer.ts';
import { floorNewsConsumer } from './inbox/floor-news.consumer.ts';
import { houseNewsConsumer } from './inbox/house-news.consumer.ts';
import { InboxMutations } from './inbox/inbox.mutations.ts';
import { InboxResolver } from './inbox/inbox.resolver.ts';
import { InboxItem } from './inbox/inbox-item.entity.ts';
import { promiseNewsConsumer } from './inbox/promise-news.consumer.ts';
import { supportAnswerConsumer, supportNewsConsumer } from './inbox/support-news.consumer.ts';
import { ticketNewsConsumer } from './inbox/ticket-news.consumer.ts';
import { accountMailConsumer } from './mail/account-mail.consumer.ts';
import { invitationMailConsumer } from './mail/invitation-mail.consumer.ts';
import { Mail } from './mail/mail.entity.ts';
import { MailSending } from './mail/mail-sending.entity.ts';
import { partnerMailConsumer } from './mail/partner-mail.consumer.ts';
import { Migration20261123Inbox } from './migrations/20261123-inbox.ts';
import { Migration20261123Mail } from './migrations/20261123-mail.ts';
import { Preference } from './preference/preference.entity.ts';
import { PreferenceResolver } from './preference/preference.resolver.ts';
import { notificationsProblems } from './problems.ts';
import { Reminder } from './reminder/reminder.entity.ts';
import { reminderSchedule } from './reminder/reminder.schedule.ts';
import { remindersConsumer } from './reminder/reminders.consumer.ts';
import { erasedAccountMailConsumer, erasedInboxConsumer } from './retention/erased-account.consumer.ts';
import { notificationsRetention } from './retention/notifications.retention.ts';

/** What people are told without asking: mail and the inbox. Consumes events only. */
export const notifications: Service = {
  name: 'notifications',
  entities: [Mail, MailSending, InboxItem, Preference, Reminder],
  resolvers: [InboxResolver, InboxMutations, PreferenceResolver],
  migrations: [
    { name: '20261123-mail', class: Migration20261123Mail },
    { name: '20261123-inbox', class: Migration20261123Inbox },
  ],
  consumers: [
    asOne('notifications.mail', [
      accountMailConsumer,
      invitationMailConsumer,
      partnerMailConsumer,
      erasedAccountMailConsumer,
    ]),
    asOne('notifications.inbox', [
      dispatchNewsConsumer,
      ticketNewsConsumer,
      promiseNewsConsumer,
      houseNewsConsumer,
      floorNewsConsumer,
      supportNewsConsumer,
      supportAnswerConsumer,
      remindersConsumer,
      erasedInboxConsumer,
    ]),
  ],
  retention: notificationsRetention,
  schedules: [reminderSchedule],
  problems: notificationsProblems,
};
