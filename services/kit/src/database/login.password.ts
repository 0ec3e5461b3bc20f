import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { GivenUrls, Login } from './login.names.ts';
import { StartError } from './start.error.ts';

/** A login's password: HMAC-SHA-256 of its name with SECRET, base64url, or the one in the address given for it. */
export function passwordOf(login: Login, secret: string, given: GivenUrls = {}): string {
  const url = given[login];
  if (!url) return createHmac('sha256', secret).update(login).digest('base64url');
  const [, user, password] = /^postgres(?:ql)?:\/\/([^:@/]*)(?::([^@/]*))?@/.exec(url) ?? [];
  if (user !== login || !password) {
    throw new StartError(
      `DATABASE_URL_${login.toUpperCase()} must log in as ${login}, with a password: policies in the database go by that name.`,
    );
  }
  return decodeURIComponent(password);
}

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803): sent in its place, the password is in no statement and no log. */
export function scramVerifier(login: Login, password: string): string {
  const iterations = 4096;
  const salt = createHmac('sha256', password).update(`salt of ${login}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
