import { setTimeout as delay } from 'node:timers/promises';
import type { EntityClass, EntityManager, MikroORM } from '@mikro-orm/core';
import { inContextOf } from '../ask/ask.ts';
import type { Waiting } from '../asker/asker.ts';
import { SubjectKeys } from '../audit/subject-keys.ts';
import type { Login } from '../database/logins.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { Problem } from '../problem/problem.ts';
import type { Seals } from '../seal/seals.ts';
import { TracedReader } from '../tracing/traced-reader.ts';
import { tracedStatements, tracedWork } from '../tracing/traced-work.ts';
import { tracing } from '../tracing/tracing.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { asProblem, isAstray, isAway, isUndone } from './database-error.ts';
import { DoorWork } from './door-work.ts';
import { openingOf, type Scope, settingsOf } from './logins.ts';
import { openOrm } from './orm.ts';
import { Reader, type Way } from './reader.ts';
import { runStatement, type Said, sendWithNext } from './run-statement.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** How a host reaches its database. */
export interface TenancyOptions {
  /** Address of each login. */
  readonly urlOf: (login: Login) => string;
  /** Entities of every service hosted here. */
  readonly entities: readonly EntityClass<object>[];
  /** Connections a login may hold; 8 unless said. */
  readonly poolSize?: number;
  /** What units of work derive tokens of links from. */
  readonly seals?: Seals;
}

/** Who has waited so long isn't made to wait twice. Milliseconds; a transaction of people's ends within 2 s. */
const PATIENCE = 6000;
/** Connections that are still held then end with the process. */
const CLOSE_MS = 3000;

/** What is done in a transaction. `now`: the database's clock at its start; `rows`: what was asked first came to. */
type Task<T, R> = (em: EntityManager, now: Temporal.Instant, rows: R[]) => Promise<T>;

/** What row policies read, the clock, and what the work begins with, in one write. */
async function open<R>(em: EntityManager, scope: Scope, first?: Said): Promise<{ now: Temporal.Instant; rows: R[] }> {
  const opening: Said = [openingOf(scope.login), settingsOf(scope)];
  const told = first
    ? await sendWithNext<{ now: string }>(em, scope.login, opening)
    : await runStatement<{ now: string }>(em, scope.login, ...opening);
  const rows = first ? await runStatement<R>(em, scope.login, ...first) : [];
  return { now: Temporal.Instant.from((told[0]?.now ?? '').replace(' ', 'T')), rows };
}

/** What row policies read for a viewer. `signal`: for as long as somebody waits for it. */
export function scopeOf({ surface: login, tenant, customers }: Viewer, signal?: Waiting): Scope {
  return signal ? { login, tenant, customers, signal } : { login, tenant, customers };
}

/** One host's way to its database: a pool a login for reads under one Sync, an ORM a surface for units of work. */
export class Tenancy {
  private readonly readers = new Map<Login, Reader>();
  private readonly way: Way = { keepsNames: true };
  private readonly orms = new Map<Login, Promise<MikroORM>>();
  private onCommit: () => void = () => {};
  private metrics: Metrics | undefined;

  private readonly subjectKeys: SubjectKeys | undefined;

  constructor(private readonly options: TenancyOptions) {
    this.subjectKeys = options.seals && new SubjectKeys(options.seals);
  }

  /** The entities of every service hosted here. */
  get entities(): readonly EntityClass<object>[] {
    return this.options.entities;
  }

  /** The pool of a login. */
  reader(login: Login): Reader {
    let reader = this.readers.get(login);
    if (!reader) {
      reader = new (tracing.tracer ? TracedReader : Reader)(login, this.options.urlOf(login), {
        max: this.options.poolSize ?? 8,
        way: this.way,
      });
      reader.onAnswer = this.metrics && ((of, seconds) => this.metrics?.read(of, seconds));
      this.readers.set(login, reader);
    }
    return reader;
  }

  /** Where a viewer's reads go. `signal`: for as long as somebody waits for them; `seen` gets the customer of each row. */
  source(viewer: Viewer, signal?: Waiting, seen?: Set<string>): { reader: Reader; scope: Scope; seen?: Set<string> } {
    const source = { reader: this.reader(viewer.surface), scope: scopeOf(viewer, signal) };
    return seen ? { ...source, seen } : source;
  }

  /** Tells how long reads and units of work take, and who holds connections. Before the first read. */
  measure(metrics: Metrics): void {
    this.metrics = metrics;
    const each = (what: 'busy' | 'idle' | 'waiting') => () =>
      [...this.readers].map(([login, reader]) => [login, reader.connections[what]] as const);
    metrics.gauges(
      { name: 'landfall_connections_busy', help: 'Connections of readers in use.', label: 'login' },
      each('busy'),
    );
    metrics.gauges(
      { name: 'landfall_connections_idle', help: 'Connections of readers at rest.', label: 'login' },
      each('idle'),
    );
    metrics.gauges(
      { name: 'landfall_connections_waited_for', help: 'Reads that wait for a connection.', label: 'login' },
      each('waiting'),
    );
  }

  /** Called after each commit that may have left events: the outbox reader wakes by it. */
  whenCommitted(listener: () => void): void {
    this.onCommit = listener;
  }

  /**
   * One transaction as the viewer. Whatever is thrown rolls back; what the database says becomes a Problem. What the machine
   * had no time for, or a connection was lost under, is undone and begun once more: `task` leaves nothing behind by itself.
   * @param first what is said before anything else, in one write with the beginning; `task` gets its rows
   * @returns what `task` returns, once committed
   */
  async work<T, R = never>(
    viewer: Viewer,
    task: (unit: UnitOfWork, rows: R[]) => Promise<T>,
    first?: Said,
  ): Promise<T> {
    let unit: UnitOfWork | undefined;
    const begun = async (em: EntityManager, now: Temporal.Instant, rows: R[]): Promise<T> => {
      unit = new UnitOfWork(em, viewer, now, this.options.seals, this.subjectKeys);
      const done = await task(unit, rows);
      await unit.em.flush();
      await unit.writeOut();
      return done;
    };
    const result = await this.transaction(scopeOf(viewer), begun, first);
    unit?.committed();
    return result;
  }

  /**
   * One transaction at the door, as `edge`: it sees what the key names by its hash, or the account's own rows. Whatever is
   * thrown rolls back, and what was undone is begun once more: many come in at once, in the morning.
   */
  atDoor<T>(
    who: { readonly key?: string; readonly account?: string },
    task: (door: DoorWork) => Promise<T>,
  ): Promise<T> {
    return this.transaction({ login: 'edge', ...who }, (em, now) =>
      task(new DoorWork((text, values) => runStatement(em, 'edge', text, values), now, this.subjectKeys)),
    );
  }

  private async transaction<T, R>(scope: Scope, task: Task<T, R>, first?: Said): Promise<T> {
    const { tracer } = tracing;
    const perform = (): Promise<T> => this.perform(scope, task, first);
    const attempt = (): Promise<T> => (tracer ? tracedWork(tracer, scope.login, perform) : perform());
    const began = performance.now();
    try {
      return await attempt();
    } catch (error) {
      if (!isUndone(error) || performance.now() - began > PATIENCE) throw error;
      return attempt();
    }
  }

  private async perform<T, R>(scope: Scope, task: Task<T, R>, first?: Said): Promise<T> {
    const began = performance.now();
    const ended = (outcome: 'committed' | 'rolled back'): void =>
      this.metrics?.worked(scope.login, outcome, (performance.now() - began) / 1000);
    const orm = await this.orm(scope.login);
    const { keepsNames } = this.way;
    let isDone = false;
    try {
      const result = await inContextOf('unit-of-work', () =>
        orm.em.fork().transactional(async (inner) => {
          const { now, rows } = await open<R>(inner, scope, first);
          const done = await task(inner as never, now, rows);
          isDone = true;
          return done;
        }),
      );
      ended('committed');
      if (tracing.tracer) tracing.tracer.at({}, this.onCommit);
      else this.onCommit();
      return result;
    } catch (error) {
      ended('rolled back');
      if (keepsNames && isAstray(error)) {
        // It was rolled back whole, and from now on each statement is sent whole: begun once more, as reads are.
        this.way.keepsNames = false;
        return this.perform(scope, task, first);
      }
      const problem = asProblem(error);
      // All was written, and nobody heard what became of it.
      throw isDone && isAway(problem) ? new Problem('UNAVAILABLE', 'outcomeUnknown') : problem;
    }
  }

  /** Waits for what is under way, a little longer than a transaction may last, and closes every connection. */
  async close(): Promise<void> {
    const closed = Promise.all([
      ...[...this.readers.values()].map((reader) => reader.close()),
      ...[...this.orms.values()].map(async (orm) => (await orm).close()),
    ]);
    await Promise.race([closed, delay(CLOSE_MS, undefined, { ref: false })]);
  }

  private orm(login: Login): Promise<MikroORM> {
    let orm = this.orms.get(login);
    if (!orm) {
      const { urlOf, entities, poolSize = 8 } = this.options;
      orm = openOrm(urlOf(login), entities, poolSize, this.way, tracing.tracer ? tracedStatements(login) : {});
      this.orms.set(login, orm);
      // One that could not be opened is opened anew by the next who asks.
      orm.catch(() => this.orms.delete(login));
    }
    return orm;
  }
}
