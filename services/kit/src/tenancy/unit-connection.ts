import pg from 'pg';
import { KnownQuery, statementName } from './known-query.ts';
import { QueriesTogether } from './queries-together.ts';
import type { Way } from './reader.ts';

/** What a statement came to, as Kysely reads it. */
type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;
type Ask = (text: unknown, values?: unknown, ...more: unknown[]) => unknown;

/** Texts that are prepared; there are some hundreds, and who makes more than that makes each once. */
const MOST_PREPARED = 1000;
const names = new Map<string, string>();

/** Rows whose columns are not named: a migration beside this process may give them another. */
const ANY_COLUMN = /\b(?:select|returning)\s+(?:"?\w+"?\.)?\*/i;

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < MOST_PREPARED && !ANY_COLUMN.test(text)) {
    name = statementName(text);
    names.set(text, name);
  }
  return name;
}

/** Several statements in one text, which only PostgreSQL's simple protocol takes. */
const SEVERAL = /;\s*\S/;

/** Values of statements that wait for the next one. */
const held = new WeakSet<object>();

/** Marks a statement by its values: it is sent with the next one of its transaction, and its rows are there when that is answered. */
export function hold<Values extends readonly unknown[]>(values: Values): Values {
  held.add(values);
  return values;
}

/**
 * A connection as units of work use it. A write to a socket and an answer from it cost as much as many a statement, so what
 * nobody waits for by itself travels with what comes behind it, under one Sync: `begin` with the first statement, one
 * that was marked (`hold`) with the next, and the last of them with `commit`. Where one fails, the last of them does, and
 * the transaction is to be given up. What is said often is prepared once a connection, where names are kept.
 */
class UnitConnection {
  private waiting: KnownQuery[] = [];
  private hasBegun = true;
  private readonly types: pg.CustomTypesConfig;

  constructor(
    client: pg.PoolClient,
    private readonly ask: Ask,
    private readonly way: Way,
  ) {
    this.types = { getTypeParser: client.getTypeParser.bind(client) };
  }

  query(text: unknown, values?: unknown, ...more: unknown[]): unknown {
    if (typeof text !== 'string' || more.length > 0) return this.ask(text, values, ...more);
    const given = Array.isArray(values) ? values : [];
    if (text === 'begin') return this.begin();
    if (text === 'rollback' || (text === 'commit' && this.isEmpty)) return this.giveUp(text);
    if (held.has(given)) return this.keep(text, given);
    return this.send(text, given);
  }

  /** Whether nothing was said since `begin`. */
  private get isEmpty(): boolean {
    return !this.hasBegun && this.waiting.length === 1;
  }

  /** Nothing is sent before there is something to do. */
  private begin(): Promise<Answer> {
    this.waiting = [];
    this.hasBegun = false;
    return this.keep('begin', []);
  }

  private keep(text: string, values: unknown[]): Promise<Answer> {
    const rows: unknown[] = [];
    const told = (error: Error | null, result?: Answer): void => {
      if (!error && result) rows.push(...result.rows);
    };
    this.waiting.push(this.queryOf(text, values, told));
    return Promise.resolve({ command: '', rowCount: null, rows });
  }

  private giveUp(text: string): unknown {
    this.waiting = [];
    if (this.hasBegun) return this.ask(text);
    this.hasBegun = true;
    return Promise.resolve({ command: text, rowCount: null, rows: [] });
  }

  private send(text: string, values: unknown[]): unknown {
    const waiting = this.waiting.splice(0);
    this.hasBegun = true;
    if (values.length === 0 && SEVERAL.test(text)) {
      if (waiting.length > 0) this.together(waiting, () => {});
      return this.ask(text);
    }
    return new Promise<Answer>((resolve, reject) => {
      const query = this.queryOf(text, values, (_error, result) => resolve(result as Answer));
      this.together([...waiting, query], reject);
    });
  }

  private together(queries: readonly KnownQuery[], fail: (error: Error) => void): void {
    this.ask(new QueriesTogether(queries, (error) => error && fail(error)));
  }

  private queryOf(text: string, values: unknown[], told: (error: Error | null, result?: Answer) => void): KnownQuery {
    const name = this.way.keepsNames ? nameOf(text) : undefined;
    return new KnownQuery({ text, values, name, types: this.types }, told);
  }
}

/** Has every connection of a pool be used so. */
export function asUnitConnections(pool: pg.Pool, way: Way): void {
  pool.on('connect', (client) => {
    const { prototype } = pg.Client;
    const ask: Ask = (...given) => prototype.query.apply(client, given as never);
    const connection = new UnitConnection(client, ask, way);
    client.query = connection.query.bind(connection) as never;
  });
}
