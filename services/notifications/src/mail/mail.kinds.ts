import { emailChangeNew, emailChangeOld } from './kinds/email-change.mail.ts';
import { inboxNews } from './kinds/inbox-news.mail.ts';
import { invitation } from './kinds/invitation.mail.ts';
import { newDevice } from './kinds/new-device.mail.ts';
import { partnerLeaving, partnerReopened, partnerSuspended } from './kinds/partner-life.mail.ts';
import { passwordChanged, passwordReset } from './kinds/password.mail.ts';
import { emailChanged, totpTurnedOff, totpTurnedOn } from './kinds/security-notice.mail.ts';
import type { MailKind } from './mail.kind.ts';

/** Every kind of mail, by the name a queued one has. */
export const MAIL_KINDS = {
  invitation,
  passwordReset,
  passwordChanged,
  emailChangeNew,
  emailChangeOld,
  emailChanged,
  totpTurnedOn,
  totpTurnedOff,
  newDevice,
  inboxNews,
  partnerSuspended,
  partnerReopened,
  partnerLeaving,
} satisfies Record<string, MailKind>;

export type MailKindName = keyof typeof MAIL_KINDS;
