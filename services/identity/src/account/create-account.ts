import { Problem } from '@landfall/kit/problem/problem';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { uuidv7 } from 'uuidv7';
import { actAs } from '../session/act-as.ts';
import { emailKey } from './email-key.ts';
import { hashPassword } from './password.ts';
import { checkPassword } from './password-rules.ts';

/** A person who gets an account. */
export interface NewAccount {
  readonly email: string;
  /** Null for a person who comes by single sign-on only. */
  readonly password: string | null;
  readonly locale: string | null;
  /** What the organisation calls them: no password is made of it. */
  readonly name?: string;
}

/**
 * Makes a person's account in the door's transaction, which acts as that account from then on.
 * @returns its id
 * @throws Problem INVALID `password.…` at `password`; CONFLICT `account.exists` where the e-mail has one
 */
export async function createAccount(door: DoorWork, { email, password, locale, name }: NewAccount): Promise<string> {
  const address = email.trim();
  if (password !== null) await checkPassword(password, { email: address, names: name ? [name] : [] });
  const hash = password === null ? null : await hashPassword(password);
  const id = uuidv7();
  await actAs(door, id);
  const made = await door.execute(
    `insert into identity.account (id, email_key, email, password_hash, password_changed_at, locale)
     values (?, ?, ?, ?, case when ? then null else now() end, ?) on conflict do nothing returning id`,
    [id, emailKey(address), address, hash, hash === null, locale],
  );
  if (made.length === 0) throw new Problem('CONFLICT', 'account.exists', ['email']);
  return id;
}
