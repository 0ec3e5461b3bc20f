import { tracing } from '../tracing/tracing.ts';

/** A committed event as the outbox tells it; ids only. */
export interface BusEvent {
  readonly id: string;
  readonly tenantId: string;
  readonly customerId: string | null;
  readonly event: string;
  readonly noun: string;
  readonly nounId: string;
  readonly ids: Readonly<Record<string, string>>;
  /** The trace it came from, where somebody watched. */
  readonly traceparent?: string;
}

type Listener = (event: BusEvent) => void;

/** The tenant's topic of a noun, or of one thing: subscriptions of other tenants and to other things are never looked at. */
const topicOf = (tenant: string, noun: string, id = ''): string => `${tenant}:${noun}:${id}`;

/** Different things that may wait for one listener; it reads each again when its turn comes. */
const MOST_WAITING = 1000;

/** What an event asks to read again: one that waits already needs no second place. */
const aboutOf = ({ nounId, ids }: BusEvent): string => `${nounId} ${JSON.stringify(ids)}`;

/** How long it is known that something was told. Milliseconds. */
const RECENT_MS = 30_000;
/** Circles of listeners of whom that is known before old ones are let go of. */
const MOST_CIRCLES = 10_000;
const circleOf = (tenant: string, noun: string, customer = ''): string => `${tenant} ${noun} ${customer}`;

/** For whom an event of a noun is: everybody of a tenant, a customer's people there, or whoever follows it everywhere. */
export interface Circle {
  readonly noun: string;
  /** Left out: everywhere. */
  readonly tenant?: string;
  readonly customers?: readonly string[];
}

/** Committed events within one process, by tenant and noun. */
export class EventBus {
  private readonly listeners = new Map<string, Set<Listener>>();
  /** When a circle was last told something. */
  private readonly latest = new Map<string, number>();
  /** Nothing is known of what was told up to here: there was no room for it, or this process didn't listen yet. */
  private forgottenUntil = Number.NEGATIVE_INFINITY;

  /** From now on everything is told here; what was before another process has heard, if any. */
  listens(): void {
    this.forgottenUntil = performance.now();
  }

  /** Tells everyone who listens to this tenant's noun, and to the noun everywhere. */
  publish(event: BusEvent): void {
    this.remember(event, performance.now());
    const { tenantId, noun, nounId } = event;
    for (const topic of [topicOf(tenantId, noun), topicOf(tenantId, noun, nounId), topicOf('*', noun)]) {
      for (const listener of this.listeners.get(topic) ?? []) listener(event);
    }
  }

  /**
   * Whether something was told to a circle in the last so many milliseconds: what a page has read before that may be old
   * already when it starts to listen. Of more than half a minute, and of before this process listened, nothing is known, so
   * the answer is yes.
   */
  changedWithin({ noun, tenant = '*', customers = [''] }: Circle, milliseconds: number): boolean {
    const since = performance.now() - milliseconds;
    if (milliseconds > RECENT_MS || since <= this.forgottenUntil) return true;
    return customers.some(
      (customer) => (this.latest.get(circleOf(tenant, noun, customer)) ?? Number.NEGATIVE_INFINITY) >= since,
    );
  }

  private remember({ tenantId, customerId, noun }: BusEvent, now: number): void {
    const circles = [circleOf(tenantId, noun), circleOf('*', noun)];
    if (customerId) circles.push(circleOf(tenantId, noun, customerId));
    for (const name of circles) {
      // Set anew, so that the oldest come first.
      this.latest.delete(name);
      this.latest.set(name, now);
    }
    for (const [name, at] of this.latest) {
      const isOld = now - at > RECENT_MS;
      if (this.latest.size <= MOST_CIRCLES && !isOld) break;
      this.latest.delete(name);
      if (!isOld) this.forgottenUntil = at;
    }
  }

  /** How many listen, over all topics: a gauge, and the test that ended subscriptions leave nothing behind. */
  get size(): number {
    let size = 0;
    for (const set of this.listeners.values()) size += set.size;
    return size;
  }

  /**
   * Events of a noun, or of one thing, from now on, for one tenant or (`*`) for all; ends with the signal or when the consumer returns. Of
   * several about the same thing that wait, the last is told. A listener that falls behind by more than 1,000 things is
   * ended: what it missed it can only read anew. @throws Error then
   */
  async *changes(
    tenant: string,
    noun: string,
    signal?: AbortSignal,
    id?: string,
  ): AsyncGenerator<BusEvent, void, void> {
    const waiting = new Map<string, BusEvent>();
    let wake: () => void = () => {};
    const listener: Listener = (event) => {
      if (waiting.size <= MOST_WAITING) waiting.set(aboutOf(event), event);
      wake();
    };
    const stop = (): void => wake();
    const topic = topicOf(tenant, noun, id);
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
          tracing.tracer?.heard(next[1].traceparent);
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
