import { Problem } from '@landfall/kit/problem/problem';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { uuidv7 } from 'uuidv7';
import { actAs } from '../session/act-as.ts';
import { emailKey } from './email-key.ts';

/** A person who gets an account. */
export interface NewAccount {
  readonly email: string;
  /** Checked and hashed before: no transaction waits for that. Null for a person who comes by single sign-on only. */
  readonly passwordHash: string | null;
  readonly locale: string | null;
}

/**
 * Makes a person's account in the door's transaction, which acts as that account from then on.
 * @returns its id
 * @throws Problem CONFLICT `account.exists` where the e-mail has one
 */
export async function createAccount(door: DoorWork, { email, passwordHash, locale }: NewAccount): Promise<string> {
  const address = email.trim();
  const id = uuidv7();
  await actAs(door, id);
  const made = await door.execute(
    `insert into identity.account (id, email_key, email, password_hash, password_changed_at, locale)
     values (?, ?, ?, ?, case when ? then null else now() end, ?) on conflict do nothing returning id`,
    [id, emailKey(address), address, passwordHash, passwordHash === null, locale],
  );
  if (made.length === 0) throw new Problem('CONFLICT', 'account.exists', ['email']);
  return id;
}
