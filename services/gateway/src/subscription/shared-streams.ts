import { setImmediate as otherWork } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { Telling } from './telling.ts';

/** Somebody a stream is told to. */
export interface Member {
  /** One change, written out once for all members. */
  told(telling: Telling): void;
  /** The source failed: changes may have been missed. */
  failed(): void;
}

/** What a source answers: changes, or why there are none. */
export type Opened = ExecutionResult | AsyncIterable<ExecutionResult>;

/** Members told in one go; then whatever else waits has its turn. */
const AT_ONCE = 2000;

/** A source that runs, and who is told what it says. */
export class Stream {
  readonly members = new Set<Member>();
  private readonly abort = new AbortController();
  /** Why there is nothing to hear; undefined once it runs. */
  readonly refused: Promise<ExecutionResult | undefined>;

  constructor(
    open: (signal: AbortSignal) => Promise<Opened>,
    private readonly onEnd: (stream: Stream) => void,
  ) {
    this.refused = this.start(open);
    // Each member hears of it by itself; where all have left, nobody needs to.
    this.refused.catch(() => undefined);
  }

  /** Tells a member nothing any more. The source is closed with the last. */
  leave(member: Member): void {
    if (this.members.delete(member) && this.members.size === 0) this.end();
  }

  private async start(open: (signal: AbortSignal) => Promise<Opened>): Promise<ExecutionResult | undefined> {
    const opened = await open(this.abort.signal);
    if (!(Symbol.asyncIterator in opened)) return opened;
    void this.read(opened);
    return undefined;
  }

  private async read(source: AsyncIterable<ExecutionResult>): Promise<void> {
    const { signal } = this.abort;
    try {
      for await (const result of source) {
        if (signal.aborted) return;
        const telling = new Telling(JSON.stringify(result));
        let told = 0;
        for (const member of this.members) {
          member.told(telling);
          told += 1;
          if (told % AT_ONCE === 0) await otherWork();
        }
      }
      if (signal.aborted) return;
      throw new Error('the source ended');
    } catch {
      const members = [...this.members];
      this.end();
      for (const member of members) member.failed();
    }
  }

  private end(): void {
    this.onEnd(this);
    this.members.clear();
    this.abort.abort();
  }
}

/**
 * Subscriptions that say the same run once: their source is opened with the first member, read and written out once a
 * change, and closed with the last.
 */
export class SharedStreams {
  private readonly streams = new Map<string, Stream>();

  /** Streams that run. */
  get size(): number {
    return this.streams.size;
  }

  /** Tells a member whatever the stream of this key says from now on, until it leaves. */
  join(key: string, member: Member, open: (signal: AbortSignal) => Promise<Opened>): Stream {
    let stream = this.streams.get(key);
    if (!stream) {
      stream = new Stream(open, (ended) => {
        if (this.streams.get(key) === ended) this.streams.delete(key);
      });
      this.streams.set(key, stream);
    }
    stream.members.add(member);
    return stream;
  }
}
