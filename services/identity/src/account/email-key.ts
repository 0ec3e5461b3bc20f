import { keyOf } from '@landfall/kit/seal/key-of';

/** The form e-mails are compared in. */
export function emailKey(email: string): string {
  return keyOf(email.trim().toLowerCase());
}
