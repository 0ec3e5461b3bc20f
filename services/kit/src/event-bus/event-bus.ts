/** A committed event as the outbox tells it; ids only. */
export interface BusEvent {
  readonly id: string;
  readonly tenantId: string;
  readonly customerId: string | null;
  readonly event: string;
  readonly noun: string;
  readonly nounId: string;
  readonly ids: Readonly<Record<string, string>>;
}

type Listener = (event: BusEvent) => void;

/** The tenant's topic of a noun: subscriptions of other tenants are never looked at. */
const topicOf = (tenant: string, noun: string): string => `${tenant}:${noun}`;

/** Different things that may wait for one listener; it reads each again when its turn comes. */
const MOST_WAITING = 1000;

/** What an event asks to read again: one that waits already needs no second place. */
const aboutOf = ({ nounId, ids }: BusEvent): string => `${nounId} ${JSON.stringify(ids)}`;

/** Committed events within one process, by tenant and noun. */
export class EventBus {
  private readonly listeners = new Map<string, Set<Listener>>();

  /** Tells everyone who listens to this tenant's noun, and to the noun everywhere. */
  publish(event: BusEvent): void {
    for (const topic of [topicOf(event.tenantId, event.noun), topicOf('*', event.noun)]) {
      for (const listener of this.listeners.get(topic) ?? []) listener(event);
    }
  }

  /** How many listen, over all topics: a gauge, and the test that ended subscriptions leave nothing behind. */
  get size(): number {
    let size = 0;
    for (const set of this.listeners.values()) size += set.size;
    return size;
  }

  /**
   * Events of a noun from now on, for one tenant or (`*`) for all; ends with the signal or when the consumer returns. Of
   * several about the same thing that wait, the last is told. A listener that falls behind by more than 1,000 things is
   * ended: what it missed it can only read anew. @throws Error then
   */
  async *changes(tenant: string, noun: string, signal?: AbortSignal): AsyncGenerator<BusEvent, void, void> {
    const waiting = new Map<string, BusEvent>();
    let wake: () => void = () => {};
    const listener: Listener = (event) => {
      if (waiting.size <= MOST_WAITING) waiting.set(aboutOf(event), event);
      wake();
    };
    const stop = (): void => wake();
    const topic = topicOf(tenant, noun);
    const set = this.listeners.get(topic) ?? new Set<Listener>();
    set.add(listener);
    this.listeners.set(topic, set);
    signal?.addEventListener('abort', stop);
    try {
      while (!signal?.aborted) {
        if (waiting.size > MOST_WAITING) throw new Error('fell behind: subscribe and read again');
        const [next] = waiting;
        if (next) {
          waiting.delete(next[0]);
          yield next[1];
        } else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      set.delete(listener);
      if (set.size === 0) this.listeners.delete(topic);
    }
  }
}
