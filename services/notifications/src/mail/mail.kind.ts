import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { Row } from '@landfall/kit/tenancy/reader';
import type { Letter, Sender } from '../letter/letter.ts';
import type { Links } from './links.ts';

/** A queued mail as its kind reads it. */
export interface MailRow {
  readonly tenantId: string;
  readonly id: string;
  readonly accountId: string | null;
  readonly membershipId: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

/** What a kind may ask when a mail is written: the mail's tenant, and the one account it goes to. */
export interface Sources {
  readonly links: Links;
  /** Reads as the mail's tenant. */
  desk<T extends object = Row>(text: string, values: readonly unknown[]): Promise<T[]>;
  /** Reads what the door sees of one account. */
  account<T extends object = Row>(accountId: string, text: string, values: readonly unknown[]): Promise<T[]>;
}

/** Where a mail goes and in which language. */
export interface Addressee {
  readonly email: string;
  readonly name?: string | null;
  readonly locale: Locale;
  /** IANA; times in the mail are told in it. */
  readonly timeZone: string;
  readonly accountId: string | null;
  /** What a member is, where it goes to one. */
  readonly roles?: readonly string[];
}

/** A mail ready to be laid out. */
export interface Written {
  readonly to: Addressee;
  readonly sender: Sender;
  readonly letter: Letter;
}

/** How mails of a kind are written; null where there is nobody to write to, or nothing to say any more. */
export type MailKind = (mail: MailRow, sources: Sources) => Promise<Written | null>;

/** A letter's words in each language. */
export type Words<Facts> = Readonly<Record<Locale, (facts: Facts) => Letter>>;
