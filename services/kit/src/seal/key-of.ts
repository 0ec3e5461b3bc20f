import { createHash } from 'node:crypto';

/** What is kept and looked up of a secret that somebody holds (a token, an e-mail): SHA-256, hexadecimal. */
export function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
