import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Login } from '../database/logins.ts';

/** Seconds; what people wait for lies between a millisecond and the 5 s after which we give up. */
const WAITS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

/** One reading of a gauge with a label: the label's value, and the number. */
export type Reading = readonly [label: string, value: number];

/** How a gauge with a label is called. */
export interface LabelledGauge {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  readonly over?: 'sum' | 'max';
}

/** What one process can be asked about itself (Prometheus). Names and numbers only: no ids, no people. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'landfall_request_seconds',
    help: 'HTTP requests, from the first byte in to the last byte out.',
    labelNames: ['kind', 'status'],
    buckets: WAITS,
    registers: [this.registry],
  });
  private readonly statements = new Histogram({
    name: 'landfall_statement_seconds',
    help: 'Reads, waiting for a connection included.',
    labelNames: ['login'],
    buckets: WAITS,
    registers: [this.registry],
  });
  private readonly work = new Histogram({
    name: 'landfall_unit_of_work_seconds',
    help: 'Transactions that write, waiting for a connection included.',
    labelNames: ['login', 'outcome'],
    buckets: WAITS,
    registers: [this.registry],
  });
  private readonly deliveries = new Counter({
    name: 'landfall_deliveries_total',
    help: 'Changes sent over sockets.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A request was answered. `kind`: `graphql`, `auth`, `page`, `asset`, `other`. Seconds. */
  answered(kind: string, status: number, seconds: number): void {
    this.requests.observe({ kind, status: `${Math.floor(status / 100)}xx` }, seconds);
  }

  /** A statement of a reader came back. Seconds. */
  read(login: Login, seconds: number): void {
    this.statements.observe({ login }, seconds);
  }

  /** A unit of work ended. Seconds. */
  worked(login: Login, outcome: 'committed' | 'rolled back', seconds: number): void {
    this.work.observe({ login, outcome }, seconds);
  }

  /** A change went out over a socket. */
  delivered(): void {
    this.deliveries.inc();
  }

  /** A number read at each scrape. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /**
   * Numbers read together at each scrape, one gauge with a label. What can't be read is left out, not zero. Over several
   * processes they are added up, unless each reads the same of all (`max`).
   */
  gauges(
    { name, help, label, over = 'sum' }: LabelledGauge,
    read: () => readonly Reading[] | Promise<readonly Reading[]>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      aggregator: over,
      registers: [this.registry],
      async collect() {
        this.reset();
        const readings = await Promise.resolve(read()).catch(() => []);
        for (const [value, number] of readings) this.set({ [label]: value }, number);
      },
    });
  }
}
