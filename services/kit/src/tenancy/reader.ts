import pg from 'pg';
import type { Login } from '../database/logins.ts';
import { Deadlines } from '../deadline/deadlines.ts';
import { Problem } from '../problem/problem.ts';
import { asProblem, isAstray, isCut } from './database-error.ts';
import { statementName } from './known-query.ts';
import type { Scope } from './logins.ts';
import { QueriesTogether } from './queries-together.ts';
import { rowValues } from './row-values.ts';
import { ScopedQuery } from './scoped-query.ts';
import { Together } from './together.ts';

/** Rows as PostgreSQL names them; instants are ISO 8601 text in UTC, bigints are text. */
export type Row = Record<string, unknown>;

/** Text and values of one statement; `name` is for whoever reads it. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
  /** A look at a row or two: a page's small questions of one moment go as one. */
  readonly isSmall?: boolean;
  /** Planned each time: its table may be empty when a process starts, and a plan for that would be kept for a minute. */
  readonly isPlannedAnew?: boolean;
  /** Rows as arrays, in the order of their columns: a third of the work of rows with names. */
  readonly isPositional?: boolean;
}

/** What the reader tells to whoever counts statements (tests, logs). */
export type StatementListener = (login: Login, text: string) => void;

/** Whether the connection ended with the error; what PostgreSQL says of a statement leaves it usable. */
function isOver(error: Error & { severity?: string }): boolean {
  return error.severity === undefined || error.severity === 'FATAL' || error.severity === 'PANIC';
}

/** How long an answer is awaited. Milliseconds; a little more than each login's statements may take (login.statements.ts). */
const PATIENCE: Readonly<Record<Login, number>> = {
  desk: 5000,
  portal: 5000,
  hq: 5000,
  edge: 5000,
  worker: 15_000,
  migrator: 660_000,
};

/** What is known of the way to the database; readers of one host share it. */
export interface Way {
  /** Until a pooler is found to lose named statements. */
  keepsNames: boolean;
}

/** One pool of one login. Every statement goes with its scope under one Sync. */
export class Reader {
  private readonly pool: pg.Pool;
  private readonly names = new Map<string, string>();
  /** Set by tests and logs; called once a statement. */
  onStatement: StatementListener | undefined;
  /** Told how long each statement took, waiting for a connection included. Seconds. */
  onAnswer: ((login: Login, seconds: number) => void) | undefined;

  constructor(
    readonly login: Login,
    url: string,
    options: { max?: number; way?: Way } = {},
  ) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: options.max ?? 8,
      idleTimeoutMillis: 0,
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      types: rowValues,
    });
    // A connection that dies in use tells its query; without a listener of its own it would end the process as well.
    this.pool.on('error', () => {});
    this.pool.on('connect', (client) => client.on('error', () => {}));
    this.way = options.way ?? { keepsNames: true };
    this.patience = new Deadlines(PATIENCE[login]);
  }

  private readonly way: Way;
  /**
   * The server's own limit comes first; this one is for a server that says nothing any more. It ends the connection. (pg's
   * `query_timeout` would do the same, and keep every row alive until the next full collection of garbage.)
   */
  private readonly patience: Deadlines;

  /** Runs one statement as its scope. @throws Problem for what the database says about tenancy or its own absence. */
  query<T extends object = Row>(scope: Scope, statement: Statement): Promise<T[]> {
    this.onStatement?.(this.login, statement.text);
    const began = this.onAnswer ? performance.now() : 0;
    const told = statement.isSmall && scope.signal?.asksTogether;
    const answer = told ? this.together.ask<T>(scope, statement) : this.alone<T>(scope, statement);
    return this.onAnswer
      ? answer.finally(() => this.onAnswer?.(this.login, (performance.now() - began) / 1000))
      : answer;
  }

  private readonly together = new Together(
    (scope, statements) => this.all(scope, statements),
    (scope, statement) => this.alone(scope, statement),
  );

  private alone<T extends object>(scope: Scope, statement: Statement, isAgain = false): Promise<T[]> {
    const isNamed = this.way.keepsNames;
    const began = performance.now();
    return this.during<T[]>(scope, (done) => this.queryOf(scope, statement, isNamed, done)).catch((error: Error) => {
      if (isNamed && isAstray(error)) {
        // Nothing of it was done. From now on each statement is sent whole.
        this.way.keepsNames = false;
        return this.alone<T>(scope, statement, isAgain);
      }
      // The time was the machine's, not the statement's: PostgreSQL's clock ran on while both stood still.
      if (!isAgain && isCut(error) && this.patience.stoodStillSince(began))
        return this.alone<T>(scope, statement, true);
      throw asProblem(error);
    });
  }

  /** Several as one. @throws where one of them fails */
  private all(scope: Scope, statements: readonly Statement[]): Promise<object[][]> {
    const rows: object[][] = [];
    return this.during<object[][]>(scope, (done) => {
      const queries = statements.map((statement, i) =>
        this.queryOf(scope, statement, this.way.keepsNames, (error, answer) => {
          if (error) done(error);
          else rows[i] = answer ?? [];
        }),
      );
      return new QueriesTogether(queries, (error) => done(error, rows)) as object as pg.Submittable;
    });
  }

  private queryOf<T extends object>(
    scope: Scope,
    statement: Statement,
    isNamed: boolean,
    done: (error: Error | null, rows?: T[]) => void,
  ): ScopedQuery {
    const { text, values, isPositional } = statement;
    return new ScopedQuery(
      scope,
      {
        text,
        values: values as unknown[],
        name: this.nameOf(statement),
        rowMode: isPositional ? 'array' : undefined,
        types: rowValues,
      },
      isNamed,
      (error, result) => done(error, result?.rows as T[]),
    );
  }

  /** One conversation on a connection of the pool, for as long as somebody waits for it. */
  private during<R>(
    { signal }: Scope,
    begin: (done: (error: Error | null, result?: R) => void) => pg.Submittable,
  ): Promise<R> {
    return new Promise((resolve, reject) => {
      this.pool.connect((connectError, client, release) => {
        if (connectError || !client) return reject(connectError ?? new Error('no connection'));
        if (signal?.aborted) {
          release();
          return reject(new Problem('UNAVAILABLE', 'busy'));
        }
        // A half-read answer must never serve the next request: the connection goes, and PostgreSQL notices that it has.
        const cancel = (): void => release(new Error('nobody waits for the answer'));
        signal?.addEventListener('abort', cancel, { once: true });
        const answered = (error: Error | null, result?: R): void => {
          // Once: a connection that was given up tells its query so.
          if (!this.patience.end(deadline)) return;
          signal?.removeEventListener('abort', cancel);
          if (!signal?.aborted) release(error && isOver(error) ? error : undefined);
          if (error) reject(error);
          else resolve(result as R);
        };
        const deadline = this.patience.begin(() => answered(new Error('Query read timeout')));
        client.query(begin(answered));
      });
    });
  }

  /** Connections by what they do now, and requests that wait for one. */
  get connections(): { readonly busy: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }

  /** Waits for what is under way, then closes every connection. */
  close(): Promise<void> {
    return this.pool.end();
  }

  /** From the text alone: whoever else prepared something on a connection, the same name means the same there. */
  private nameOf({ text, isPlannedAnew }: Statement): string | undefined {
    if (!this.way.keepsNames || isPlannedAnew) return undefined;
    const known = this.names.get(text);
    if (known) return known;
    if (this.names.size >= 2000) return undefined;
    const name = statementName(text);
    this.names.set(text, name);
    return name;
  }
}
