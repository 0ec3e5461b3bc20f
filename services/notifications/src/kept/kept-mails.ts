import type { Host } from '@landfall/kit/service/context';
import { LOGO_CID } from '../letter/logo.ts';
import { type ComposedMail, Composer } from '../mail/compose-mail.ts';
import { Links } from '../mail/links.ts';

/** A kept mail as a list shows it. */
export interface KeptMail {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly locale: string;
  /** ISO instant. */
  readonly at: string;
}

/** One of them, as it would have gone out now; `letter` is null where its link is used or over. */
export interface OpenedMail extends KeptMail {
  readonly letter: Letter | null;
}

type Letter = Pick<ComposedMail, 'html' | 'text' | 'link' | 'senderName'>;

/** A page has no other parts of the mail: its picture stands in the HTML itself. */
function shown({ html, text, link, senderName, logo }: ComposedMail): Letter {
  const picture = logo ? `data:image/png;base64,${logo.toString('base64')}` : '';
  return { html: html.replace(`cid:${LOGO_CID}`, picture), text, link, senderName };
}

/** How many of the newest are looked through; this is for trying things out, not an archive. */
const LOOKED_THROUGH = 1000;
const SHOWN = 100;

/** Mail that is kept instead of sent, of every tenant: for copies with demo data and no mail server, and only there. */
export class KeptMails {
  private readonly composer: Composer;
  private readonly closing = new AbortController();

  constructor(
    private readonly host: Pick<Host, 'tenancy' | 'bus' | 'seals'>,
    baseUrl: string,
  ) {
    this.composer = new Composer(host.tenancy, new Links(host.seals, baseUrl));
  }

  /** The newest first, those whose address or subject has the text. */
  async list(search = ''): Promise<KeptMail[]> {
    const wanted = search.trim().toLowerCase();
    const mails = await this.read(await this.ids());
    return mails
      .filter(({ to, subject }) => `${to}\n${subject}`.toLowerCase().includes(wanted))
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, SHOWN);
  }

  /** One of them, written anew: nothing of its link is at rest. */
  async open(id: string): Promise<OpenedMail | null> {
    const place = (await this.ids()).find((one) => one.id === id);
    if (!place) return null;
    const [mail] = await this.read([place]);
    const letter = await this.composer.compose(place.tenantId, id);
    return mail ? { ...mail, letter: letter && shown(letter) } : null;
  }

  /** Tells that another was kept, until the signal or the end of all this. */
  async *changes(signal: AbortSignal): AsyncGenerator<string, void, void> {
    const either = AbortSignal.any([signal, this.closing.signal]);
    for await (const { event, nounId } of this.host.bus.changes('*', 'mail', either))
      if (event === 'mailSettled') yield nounId;
  }

  /** Ends who listens. */
  close(): void {
    this.closing.abort();
  }

  private ids(): Promise<{ tenantId: string; id: string }[]> {
    return this.host.tenancy.reader('worker').query(
      { login: 'worker' },
      {
        text: `select tenant_id as "tenantId", id from notifications.mail_sending where state = 'KEPT' order by id desc limit ${LOOKED_THROUGH}`,
      },
    );
  }

  private async read(places: readonly { tenantId: string; id: string }[]): Promise<KeptMail[]> {
    const byTenant = [...Map.groupBy(places, ({ tenantId }) => tenantId)];
    const read = byTenant.map(([tenant, own]) =>
      this.host.tenancy.reader('desk').query<KeptMail>(
        { login: 'desk', tenant },
        {
          text: `select id, kind, address as "to", subject, locale, created_at as at from notifications.mail where id = any($1::uuid[]) and address is not null`,
          values: [own.map(({ id }) => id)],
        },
      ),
    );
    return (await Promise.all(read)).flat();
  }
}
