import { setTimeout as delay } from 'node:timers/promises';
import type { KeptMail, OpenedMail } from '@landfall/notifications/kept/kept-mails';
import { type ComposedMail, Composer } from '@landfall/notifications/mail/compose-mail';
import { Links } from '@landfall/notifications/mail/links';
import type { World } from './world.ts';

/** How long a mail is waited for; milliseconds. */
const PATIENCE = 10_000;

/** A mail of the tests' gateway, written as it would go out now; nothing there sends. */
export interface ReadMail extends ComposedMail {
  readonly kind: string;
  /** The token its link ends with. */
  readonly token: string | null;
}

const tokenOf = (link: string | null): string | null => link && (new URL(link).pathname.split('/').at(-1) ?? null);

/** The newest mail to an address, of a kind where one is named (`passwordReset`, `invitation` …). Waits for it. @throws Error */
export async function mailTo(world: World, email: string, kind?: string, patience = PATIENCE): Promise<ReadMail> {
  const composer = new Composer(world.host.tenancy, new Links(world.host.seals, world.url));
  const until = performance.now() + patience;
  for (;;) {
    await world.host.consumers.idle();
    const { rows } = await world.owner.query<{ tenant_id: string; id: string; kind: string }>(
      'select tenant_id, id, kind from notifications.mail where $1::text is null or kind = $1 order by id desc limit 200',
      [kind ?? null],
    );
    for (const row of rows) {
      const mail = await composer.compose(row.tenant_id, row.id);
      if (mail?.to.email === email) return { ...mail, kind: row.kind, token: tokenOf(mail.link) };
    }
    if (performance.now() > until) throw new Error(`no mail to ${email}${kind ? ` of kind ${kind}` : ''}`);
    await delay(20);
  }
}

/** A kept mail of a running copy, opened. */
export type ReadKeptMail = OpenedMail & { readonly link: string | null };

/** The newest mail a copy with demo data has kept for an address. Waits for it. @throws Error */
export async function keptMailTo(origin: string, email: string, kind?: string): Promise<ReadKeptMail> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const { mails } = (await ask(`${origin}/kept-mail?search=${encodeURIComponent(email)}`)) as { mails: KeptMail[] };
    const found = mails.find((mail) => mail.to === email && (!kind || mail.kind === kind));
    if (found) {
      const mail = (await ask(`${origin}/kept-mail/${found.id}`)) as OpenedMail;
      return { ...mail, link: mail.letter?.link ?? null };
    }
    if (performance.now() > until) throw new Error(`no kept mail to ${email}${kind ? ` of kind ${kind}` : ''}`);
    await delay(50);
  }
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
