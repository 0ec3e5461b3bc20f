import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Row } from '@landfall/kit/tenancy/reader';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { htmlOf } from '../letter/letter.html.ts';
import { textOf } from '../letter/letter.text.ts';
import type { Links } from './links.ts';
import type { Addressee, MailKind, MailRow, Sources } from './mail.kind.ts';
import { MAIL_KINDS } from './mail.kinds.ts';

/** A mail as it goes out. */
export interface ComposedMail {
  readonly to: Addressee;
  readonly senderName: string;
  /** PNG the HTML shows, where there is one. */
  readonly logo?: Buffer | undefined;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly locale: Locale;
  /** Where its button leads. */
  readonly link: string | null;
}

/** Writes mails: reads what they are about as their tenant, or as the door of one account, and lays them out. */
export class Composer {
  constructor(
    private readonly tenancy: Tenancy,
    private readonly links: Links,
  ) {}

  /** The mail as it stands now; null where there is nobody to send it to, or nothing to say any more. */
  async compose(tenantId: string, id: string): Promise<ComposedMail | null> {
    const desk = <T extends object = Row>(text: string, values: readonly unknown[]): Promise<T[]> =>
      this.tenancy.reader('desk').query<T>({ login: 'desk', tenant: tenantId }, { text, values });
    const [mail] = await desk<MailRow & { kind: string }>(
      `select tenant_id as "tenantId", id, kind, account_id as "accountId", membership_id as "membershipId", params, created_at as "createdAt"
       from notifications.mail where id = $1`,
      [id],
    );
    const kind = (MAIL_KINDS as Record<string, MailKind>)[mail?.kind ?? ''];
    if (!mail) return null;
    // One that a newer version queued waits for it.
    if (!kind) throw new Error(`no mail of kind ${mail.kind} is known`);
    const sources: Sources = {
      links: this.links,
      desk,
      account: (accountId, text, values) =>
        this.tenancy.reader('edge').query({ login: 'edge', account: accountId }, { text, values }),
    };
    const written = await kind(mail, sources);
    if (!written) return null;
    const { to, sender, letter } = written;
    return {
      to,
      senderName: sender.name,
      logo: sender.logo,
      subject: letter.subject,
      html: await htmlOf(letter, sender, to.locale),
      text: textOf(letter, sender, to.locale),
      locale: to.locale,
      link: letter.button?.href.href ?? null,
    };
  }
}
