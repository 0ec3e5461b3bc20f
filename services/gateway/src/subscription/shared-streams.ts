import type { ExecutionResult } from 'graphql';

/** Somebody a stream is told to. */
export interface Member {
  /** One change, as the JSON of its result: made once for all members. */
  told(json: string): void;
  /** The source failed: changes may have been missed. */
  failed(): void;
}

/** A stream, or why there is none. */
export type Opened = ExecutionResult | AsyncIterable<ExecutionResult>;

interface Stream {
  readonly members: Set<Member>;
  readonly abort: AbortController;
  readonly opened: Promise<Opened>;
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

  /**
   * Tells a member whatever the stream of this key says from now on. @returns a function that leaves, or the answer that
   * came instead of a stream
   */
  async join(
    key: string,
    member: Member,
    open: (signal: AbortSignal) => Promise<Opened>,
  ): Promise<(() => void) | ExecutionResult> {
    const stream = this.streams.get(key) ?? this.begin(key, open);
    stream.members.add(member);
    const leave = (): void => {
      if (stream.members.delete(member) && stream.members.size === 0) this.end(key, stream);
    };
    try {
      const opened = await stream.opened;
      if (Symbol.asyncIterator in opened) return leave;
      leave();
      return opened;
    } catch (error) {
      leave();
      throw error;
    }
  }

  private begin(key: string, open: (signal: AbortSignal) => Promise<Opened>): Stream {
    const abort = new AbortController();
    const stream: Stream = { members: new Set(), abort, opened: open(abort.signal) };
    this.streams.set(key, stream);
    stream.opened.then(
      (opened) => Symbol.asyncIterator in opened && void this.read(key, stream, opened),
      () => undefined,
    );
    return stream;
  }

  private async read(key: string, stream: Stream, source: AsyncIterable<ExecutionResult>): Promise<void> {
    try {
      for await (const result of source) {
        if (stream.abort.signal.aborted) return;
        const json = JSON.stringify(result);
        for (const member of stream.members) member.told(json);
      }
      if (stream.abort.signal.aborted) return;
      throw new Error('the source ended');
    } catch {
      const members = [...stream.members];
      this.end(key, stream);
      for (const member of members) member.failed();
    }
  }

  private end(key: string, stream: Stream): void {
    if (this.streams.get(key) === stream) this.streams.delete(key);
    stream.members.clear();
    stream.abort.abort();
  }
}
