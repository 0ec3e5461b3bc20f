import type { Host } from '@landfall/kit/service/context';
import { KeptMails } from './kept/kept-mails.ts';
import { startMailSender } from './sending/mail-sender.ts';

/** How a process deals with mail, as its environment says. */
export interface MailOptions {
  readonly host: Pick<Host, 'tenancy' | 'bus' | 'log' | 'seals'>;
  /** How browsers reach us. */
  readonly baseUrl: string;
  readonly smtpUrl?: string | undefined;
  readonly mailFrom?: string | undefined;
  /** There is demo data: without a server mail is kept, to be read at /mail. */
  readonly demo: boolean;
}

/** Mail of a process, under way. */
export interface RunningMail {
  /** Where mail is kept. */
  readonly kept: KeptMails | undefined;
  /** What the operator has to know. */
  readonly warning: string | undefined;
  stop(): Promise<void>;
}

/** Starts sending, or keeping; with neither a server nor demo data mail stays queued, and that is said. */
export function startMail({ host, baseUrl, smtpUrl, mailFrom, demo }: MailOptions): RunningMail {
  if (smtpUrl) {
    const sender = startMailSender({ host, baseUrl, way: { url: smtpUrl, from: mailFrom ?? '' } });
    return { kept: undefined, warning: undefined, stop: () => sender.stop() };
  }
  if (!demo) {
    const warning =
      'SMTP_URL is not set: invitations, password resets and every other mail stay queued until it is. Set SMTP_URL and MAIL_FROM.';
    return { kept: undefined, warning, stop: async () => undefined };
  }
  const kept = new KeptMails(host, baseUrl);
  const sender = startMailSender({ host, baseUrl, way: 'KEEP' });
  return {
    kept,
    warning: undefined,
    async stop() {
      kept.close();
      await sender.stop();
    },
  };
}
