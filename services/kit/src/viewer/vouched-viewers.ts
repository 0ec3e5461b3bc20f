import type { KeyObject } from 'node:crypto';
import type { Viewer } from './viewer.ts';
import { signViewer, verifyToken } from './viewer-token.ts';

/** A third of a token's time: whoever gets it has the rest for the answer and for questions of its own. */
const KEEP_MS = 20_000;
const MOST = 10_000;

interface Kept {
  readonly token: Promise<string>;
  readonly until: number;
}

/** The gateway's word for viewers to one service: for the same viewer the same for a while, since signing takes longer than a short answer. */
export class Vouching {
  private readonly kept = new WeakMap<Viewer, Kept>();

  constructor(
    private readonly service: string,
    private readonly key: KeyObject,
  ) {}

  /** A token that is good for half a minute at least. */
  tokenOf(viewer: Viewer, now = Date.now()): Promise<string> {
    const known = this.kept.get(viewer);
    if (known && known.until > now && known.until <= now + KEEP_MS) return known.token;
    const token = signViewer(viewer, this.service, this.key, now);
    this.kept.set(viewer, { token, until: now + KEEP_MS });
    return token;
  }
}

interface Vouched {
  readonly viewer: Viewer;
  readonly since: number;
  readonly until: number;
}

/** Viewers the gateway has vouched for, by their tokens: each is verified once, and no longer believed than it is good. */
export class VouchedViewers {
  private readonly known = new Map<string, Vouched>();

  constructor(
    private readonly audience: string,
    private readonly key: KeyObject,
  ) {}

  /** The viewer of a token; null for what is no token of the gateway's for this audience, or not any more. */
  async find(token: string, now = Date.now()): Promise<Viewer | null> {
    const known = this.known.get(token);
    if (known && known.since <= now && now < known.until) return known.viewer;
    this.known.delete(token);
    const found = await verifyToken(token, this.audience, this.key, now);
    // What is no token is not remembered: there is no end of it.
    if (!found) return null;
    const oldest = this.known.size >= MOST ? this.known.keys().next().value : undefined;
    if (oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, { ...found, since: now });
    return found.viewer;
  }
}
