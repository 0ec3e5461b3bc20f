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

  /** Events of a noun from now on, for one tenant or (`*`) for all; ends with the signal or when the consumer returns. At most 1,000 wait; beyond that the oldest are dropped, since each only says «read again». */
  async *changes(tenant: string, noun: string, signal?: AbortSignal): AsyncGenerator<BusEvent, void, void> {
    const waiting: BusEvent[] = [];
    let wake: () => void = () => {};
    const listener: Listener = (event) => {
      if (waiting.length >= 1000) waiting.shift();
      waiting.push(event);
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
        const next = waiting.shift();
        if (next) yield next;
        else
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
