import { LOCALES, type Locale } from '@landfall/kit/problem/problem-catalog';
import type { Sender } from '../letter/letter.ts';
import { logoAsPng } from '../letter/logo.ts';
import type { Addressee, Sources } from './mail.kind.ts';

const TIME_ZONE = 'Asia/Shanghai';

/** Mail about an account comes from the product itself. */
export const OURSELVES: Sender = { name: 'Landfall' };

/** A language mail is written in; the product's first where none was chosen. */
export function localeOr(text: string | null | undefined): Locale {
  return LOCALES.find((one) => one === text) ?? 'zh-CN';
}

/** The person an account is; null where nobody has it. */
export async function accountOf(sources: Sources, accountId: string | null): Promise<Addressee | null> {
  if (!accountId) return null;
  const [row] = await sources.account<{ email: string; locale: string | null; time_zone: string | null }>(
    accountId,
    'select email, locale, time_zone from identity.account_card where id = $1',
    [accountId],
  );
  if (!row) return null;
  return { email: row.email, locale: localeOr(row.locale), timeZone: row.time_zone ?? TIME_ZONE, accountId };
}

/** A member of the mail's tenant, by the account behind the membership; null where it has ended. */
export async function memberOf(sources: Sources, membershipId: string | null): Promise<Addressee | null> {
  const [row] = await sources.desk<{ account_id: string; name: string; roles: string[] }>(
    'select account_id, name, roles from identity.addressee_card where id = $1 and is_active',
    [membershipId],
  );
  const account = await accountOf(sources, row?.account_id ?? null);
  return account && { ...account, name: row?.name ?? null, roles: row?.roles ?? [] };
}

/** The partner a mail comes from. */
export async function partnerOf(sources: Sources): Promise<Sender> {
  const [row] = await sources.desk<{ name: string; logo_id: string | null }>(
    'select name, logo_id from identity.sender_card',
    [],
  );
  if (!row) return OURSELVES;
  const { name, logo_id: logo } = row;
  // A picture that can't be made keeps no mail back.
  const picture = logo ? await logoAsPng(logo, () => bytesOf(sources, logo)).catch(() => undefined) : undefined;
  return { name, ...(picture ? { logo: picture } : {}) };
}

async function bytesOf(sources: Sources, id: string): Promise<Buffer> {
  const [row] = await sources.desk<{ bytes: Buffer }>('select bytes from identity.logo_card where id = $1', [id]);
  if (!row) throw new Error('the logo is gone');
  return row.bytes;
}

/** An instant as people say it, in the reader's language and zone. */
export function spoken(instant: string | Temporal.Instant, { locale, timeZone }: Addressee): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(instant.toString()));
}
