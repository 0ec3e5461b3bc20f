import 'reflect-metadata';
import { kit } from '@landfall/kit/service/kit.service';
import { serveService } from '@landfall/kit/service/serve-service';
import { notifications } from './service.ts';
import { startMail } from './start-mail.ts';

/** Alone, it sends as well: `SMTP_URL` and `MAIL_FROM` as the gateway knows them, links by `PUBLIC_URL`. */
const { SMTP_URL: smtpUrl, MAIL_FROM: mailFrom, PUBLIC_URL, GATEWAY_URL = 'http://localhost:3000' } = process.env;
if (smtpUrl && !mailFrom) {
  process.stderr.write('MAIL_FROM must be set where SMTP_URL is: the address mail comes from.\n');
  process.exit(2);
}

await serveService(
  {
    ...notifications,
    background(host) {
      const baseUrl = new URL('/', PUBLIC_URL || GATEWAY_URL).href;
      const mail = startMail({ host, baseUrl, smtpUrl, mailFrom, demo: false });
      if (mail.warning) host.log.warn(mail.warning);
      return { stop: () => mail.stop() };
    },
  },
  kit,
);
