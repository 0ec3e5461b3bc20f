import { Problem } from '../problem/problem.ts';

/** What goes first when not everything can: a consultant's record before a list, a list before a report. */
export const URGENCIES = ['change', 'read', 'report'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** How much may happen at once, and wait. */
export interface Capacity {
  /** Operations under way, over all tenants. */
  readonly total: number;
  /** Operations of one tenant under way. */
  readonly each: number;
  /** Operations of one tenant that wait, of each urgency. */
  readonly waiting: number;
}

/** An operation takes some 10 ms; who is turned away comes back when the queue before it has gone. */
const SECONDS_TO_COME_BACK = 1;

type Begin = () => void;

/** One tenant's operations. */
interface Lane {
  running: number;
  readonly waiting: Record<Urgency, Begin[]>;
}

/**
 * Lets operations in so that no tenant is felt by another: each has places of its own at most, tenants that wait take turns,
 * and what is urgent goes first. Free places cost nothing: nobody waits for a turn of the event loop.
 */
export class FairGate {
  private readonly lanes = new Map<string, Lane>();
  private running = 0;
  private queued = 0;

  constructor(private readonly capacity: Capacity) {}

  /** Operations that wait. */
  get waiting(): number {
    return this.queued;
  }

  /** Whether a tenant's next operation would begin at once. */
  isFree(tenant: string): boolean {
    return this.running < this.capacity.total && (this.lanes.get(tenant)?.running ?? 0) < this.capacity.each;
  }

  /**
   * Runs a task when it is its tenant's turn. @throws Problem LIMITED `overloaded` with the seconds after which to come
   * back, where too much of this tenant waits already
   */
  async run<T>(tenant: string, urgency: Urgency, task: () => Promise<T>): Promise<T> {
    const lane = this.laneOf(tenant);
    if (this.isFree(tenant)) this.start(lane);
    else await this.turn(lane, urgency);
    try {
      return await task();
    } finally {
      this.end(tenant, lane);
    }
  }

  private turn(lane: Lane, urgency: Urgency): Promise<void> {
    const queue = lane.waiting[urgency];
    if (queue.length >= this.capacity.waiting) {
      throw new Problem('LIMITED', 'overloaded', [], { seconds: SECONDS_TO_COME_BACK });
    }
    this.queued += 1;
    return new Promise((resolve) => {
      queue.push(() => {
        this.queued -= 1;
        this.start(lane);
        resolve();
      });
    });
  }

  private start(lane: Lane): void {
    lane.running += 1;
    this.running += 1;
  }

  private end(tenant: string, lane: Lane): void {
    lane.running -= 1;
    this.running -= 1;
    // Whoever had a turn goes to the end of the line.
    this.lanes.delete(tenant);
    if (lane.running > 0 || depthOf(lane) > 0) this.lanes.set(tenant, lane);
    if (this.queued > 0) this.next();
  }

  /** The most urgent that may begin; of equals the tenant whose turn was longest ago. */
  private next(): void {
    for (const urgency of URGENCIES) {
      for (const lane of this.lanes.values()) {
        if (lane.running >= this.capacity.each) continue;
        const begin = lane.waiting[urgency].shift();
        if (!begin) continue;
        begin();
        return;
      }
    }
  }

  private laneOf(tenant: string): Lane {
    let lane = this.lanes.get(tenant);
    if (!lane) {
      lane = { running: 0, waiting: { change: [], read: [], report: [] } };
      this.lanes.set(tenant, lane);
    }
    return lane;
  }
}

function depthOf({ waiting }: Lane): number {
  return waiting.change.length + waiting.read.length + waiting.report.length;
}
