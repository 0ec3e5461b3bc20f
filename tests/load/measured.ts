/** What one scenario came to. Times are milliseconds. */
export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  /** Answers that were none, GraphQL errors and sockets that broke. */
  readonly errors: number;
  /** Rounds that k6 could not begin in time: the rate asked for was not reached. */
  readonly late: number;
  /** Of the rounds there should have been. */
  readonly lateShare: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  /** The server's processes; unset where /proc can't be read. */
  readonly cpuPerRequest?: number;
  /** Share of the machine's processors that other programs took meanwhile, 0 to 1. */
  readonly others?: number;
  readonly sockets: number;
  readonly deliveries: number;
  /** From before the change was sent, or its own time, to the frame at the socket; unset where nothing was delivered. */
  readonly commitToPage?: number;
  /** The slowest operation by its p95. */
  readonly slowest?: { readonly operation: string; readonly p95: number };
}

/** A figure that is compared with the baseline. */
export type Figure = 'median' | 'p95' | 'p99' | 'cpuPerRequest' | 'commitToPage';
