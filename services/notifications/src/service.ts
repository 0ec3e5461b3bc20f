import type { Service } from '@landfall/kit/service/service';
import { accountMailConsumer } from './mail/account-mail.consumer.ts';
import { invitationMailConsumer } from './mail/invitation-mail.consumer.ts';
import { Mail } from './mail/mail.entity.ts';
import { MailSending } from './mail/mail-sending.entity.ts';
import { Migration20261123Mail } from './migrations/20261123-mail.ts';
import { notificationsProblems } from './problems.ts';

/** What people are told without asking: mail and the inbox. Consumes events only. */
export const notifications: Service = {
  name: 'notifications',
  entities: [Mail, MailSending],
  resolvers: [],
  migrations: [{ name: '20261123-mail', class: Migration20261123Mail }],
  consumers: [accountMailConsumer, invitationMailConsumer],
  problems: notificationsProblems,
};
