import { randomBytes } from 'node:crypto';
import { Problem } from '@landfall/kit/problem/problem';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's second profile: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const;
/** Passwords looked at at once by this process; each takes 19 MiB and a thread. */
const MOST_AT_ONCE = 24;

let underWay = 0;
let nobodysHash: Promise<string> | undefined;

/** A password as it is kept: argon2id, a PHC string. @throws Problem LIMITED where too many are under way */
export function hashPassword(password: string): Promise<string> {
  return oneOfFew(() => hash(password, ARGON2ID));
}

/**
 * Whether it is the password: one argon2id verification, also where there is no hash to compare with, so that nobody is
 * told apart by the time it takes. @throws Problem LIMITED where too many are under way
 */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hash(randomBytes(16).toString('hex'), ARGON2ID);
  const nobodys = await nobodysHash;
  const matches = await oneOfFew(() => verify(kept || nobodys, password));
  return matches && Boolean(kept);
}

async function oneOfFew<T>(task: () => Promise<T>): Promise<T> {
  if (underWay >= MOST_AT_ONCE) throw new Problem('LIMITED', 'limited');
  underWay += 1;
  try {
    return await task();
  } finally {
    underWay -= 1;
  }
}
