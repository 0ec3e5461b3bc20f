export type ConnectionState = 'idle' | 'live' | 'reconnecting' | 'polling' | 'old' | 'signed-out';

/** What is known of the ways to the server. Times in milliseconds since 1970. */
export interface Facts {
  isSignedOut: boolean;
  isUp: boolean;
  /** Since when the socket tells nothing. */
  downSince: number | undefined;
  /** Tries in a row that came to no socket: a proxy that refuses them looks the same as a server that is away. */
  refusals: number;
  /** Since when questions get no answer. */
  unansweredSince: number | undefined;
  /** When a question was last answered. */
  answeredAt: number | undefined;
}

/** What a page says of itself, and in how many milliseconds that may change by the clock alone. */
export interface Standing {
  readonly state: ConnectionState;
  /** As of when the page is true, where it may be old. */
  readonly since?: number;
  readonly changesIn?: number;
}

/** How long a lost connection may be unspoken of. */
const patience = 4_000;
/** One try that fails is a server that is being replaced. */
const refused = 2;

const spoken = (from: number, since: number, now: number, state: 'old' | 'polling'): Standing =>
  now - from < patience ? { state: 'reconnecting', since, changesIn: patience - (now - from) } : { state, since };

export const standingOf = (facts: Facts, now: number): Standing => {
  const { isSignedOut, isUp, downSince, unansweredSince, answeredAt } = facts;
  if (isSignedOut) return { state: 'signed-out', since: downSince ?? unansweredSince ?? now };
  if (downSince !== undefined) {
    const readSince = answeredAt !== undefined && answeredAt > downSince;
    const isFollowing = readSince && unansweredSince === undefined && facts.refusals >= refused;
    return spoken(downSince, readSince ? answeredAt : downSince, now, isFollowing ? 'polling' : 'old');
  }
  if (unansweredSince !== undefined) return spoken(unansweredSince, unansweredSince, now, 'old');
  return { state: isUp ? 'live' : 'idle' };
};

/** Whether the page has to ask by itself: no socket comes about, or a question is still without an answer. */
export const mustAsk = ({ isSignedOut, downSince, refusals, unansweredSince }: Facts): boolean =>
  !isSignedOut && ((downSince !== undefined && refusals >= refused) || unansweredSince !== undefined);
