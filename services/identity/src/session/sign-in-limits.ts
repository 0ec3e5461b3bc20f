import { Problem } from '@landfall/kit/problem/problem';
import { emailKey } from './sign-in.ts';

/** How many wrong passwords within {@link WINDOW_MS} are too many. */
export interface SignInAllowance {
  /** For one account from one address. */
  readonly pair: number;
  /** For one account from anywhere: a guesser with many addresses. */
  readonly account: number;
  /** From one address for any account: a guesser with many e-mails, or an office with one way out. */
  readonly address: number;
}

const ALLOWANCE: SignInAllowance = { pair: 10, account: 50, address: 300 };
const WINDOW_MS = 15 * 60_000;
const MOST_REMEMBERED = 50_000;
/** Passwords looked at at once; each takes 19 MiB and a thread. */
const MOST_AT_ONCE = 24;

interface Tries {
  count: number;
  readonly until: number;
}

/**
 * Counts wrong passwords of this process (security.md 15). An e-mail counts whether or not it has an account, so being
 * limited tells nothing about it. A try counts from its start, so that many at once are many.
 */
export class SignInLimits {
  private readonly tries = new Map<string, Tries>();
  private underWay = 0;

  constructor(
    private readonly allowance: SignInAllowance = ALLOWANCE,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Runs one try to sign in. @throws Problem LIMITED before anything runs, else what the try throws */
  async attempt<T>(email: string, address: string, signIn: () => Promise<T>): Promise<T> {
    const account = emailKey(email);
    const network = networkOf(address);
    const counted = [
      this.triesOf(`${account} ${network}`, this.allowance.pair),
      this.triesOf(account, this.allowance.account),
      this.triesOf(network, this.allowance.address),
    ];
    if (this.underWay >= MOST_AT_ONCE) throw new Problem('LIMITED', 'limited');
    for (const one of counted) one.count += 1;
    this.underWay += 1;
    let isWrong = false;
    try {
      return await signIn();
    } catch (error) {
      isWrong = error instanceof Problem && error.reason === 'signIn.wrong';
      throw error;
    } finally {
      this.underWay -= 1;
      if (!isWrong) for (const one of counted) one.count -= 1;
    }
  }

  private triesOf(key: string, most: number): Tries {
    const now = this.now();
    const known = this.tries.get(key);
    if (known && known.until > now) {
      if (known.count < most) return known;
      const minutes = Math.ceil((known.until - now) / 60_000);
      throw new Problem('LIMITED', 'signIn.tooMany', ['password'], { minutes });
    }
    this.tries.delete(key);
    const oldest = this.tries.size >= MOST_REMEMBERED ? this.tries.keys().next().value : undefined;
    if (oldest !== undefined) this.tries.delete(oldest);
    const fresh = { count: 0, until: now + WINDOW_MS };
    this.tries.set(key, fresh);
    return fresh;
  }
}

/** One household has a whole /64 of IPv6 to choose addresses from. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}
