import pg from 'pg';
import { KnownQuery, statementName } from './known-query.ts';
import { QueriesTogether } from './queries-together.ts';
import type { Way } from './reader.ts';

/** What a statement came to, as Kysely reads it. */
type Answer = Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>;
/** pg's own way of writing a value, which its published types leave out. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils;
type Ask = (text: unknown, values?: unknown, ...more: unknown[]) => unknown;

/** Texts that are prepared; there are some hundreds, and who makes more than that makes each once. */
const MOST_PREPARED = 1000;
const names = new Map<string, string>();

/** Rows whose columns are not named: a migration beside this process may give them another. */
const ANY_COLUMN = /\b(?:select|returning)\s+(?:"?\w+"?\.)?\*/i;

/** Texts that are said again as they are. Many values are many rows, and another number of them is another text. */
const MOST_VALUES = 100;
const ENDS = ['begin', 'commit'];

function nameOf(text: string, values: readonly unknown[]): string | undefined {
  let name = names.get(text);
  const isOften = (values.length > 0 && values.length <= MOST_VALUES) || ENDS.includes(text);
  if (!name && isOften && names.size < MOST_PREPARED && !ANY_COLUMN.test(text)) {
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
  /** Rows that came and could not be read. */
  private unread: Error | undefined;
  private readonly types: pg.CustomTypesConfig;

  constructor(
    client: pg.PoolClient,
    private readonly ask: Ask,
    private readonly way: Way,
  ) {
    this.types = { getTypeParser: client.getTypeParser.bind(client) };
  }

  query(text: unknown, values?: unknown, ...more: unknown[]): unknown {
    if (typeof text !== 'string' || more.length > 0) {
      if (this.waiting.length > 0) throw new Error('what waits for the next statement has to be said first');
      return this.ask(text, values, ...more);
    }
    const given = Array.isArray(values) ? values : [];
    if (text === 'begin') return this.begin();
    if (text === 'rollback' || (text === 'commit' && this.isEmpty)) return this.giveUp(text);
    // What was kept since the savepoint is given up with it.
    if (text.startsWith('rollback to ')) this.waiting = [];
    return held.has(given) ? this.keep(text, given) : this.send(text, given);
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

  private async keep(text: string, values: unknown[]): Promise<Answer> {
    const rows: unknown[] = [];
    this.waiting.push(this.queryOf(text, values, (result) => rows.push(...result.rows)));
    return { command: '', rowCount: null, rows };
  }

  private giveUp(text: string): unknown {
    this.waiting = [];
    if (this.hasBegun) return this.ask(text);
    this.hasBegun = true;
    return Promise.resolve({ command: text, rowCount: null, rows: [] });
  }

  private async send(text: string, values: unknown[]): Promise<unknown> {
    let answer: Answer | undefined;
    const query = this.queryOf(text, values, (result) => {
      answer = result;
    });
    const waiting = this.waiting.splice(0);
    this.hasBegun = true;
    if (values.length === 0 && (waiting.length === 0 || SEVERAL.test(text))) {
      if (waiting.length > 0) await this.together(waiting);
      return this.ask(text);
    }
    await this.together([...waiting, query]);
    return answer;
  }

  /** @throws what PostgreSQL says of the first that failed; nothing behind it has run */
  private together(queries: readonly KnownQuery[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error: Error | null): void => {
        const failure = error ?? this.unread;
        this.unread = undefined;
        if (failure) reject(failure);
        else resolve();
      };
      this.ask(new QueriesTogether(queries, done));
    });
  }

  /** @throws where a value is none PostgreSQL could take: before anything is sent */
  private queryOf(text: string, values: unknown[], told: (result: Answer) => void): KnownQuery {
    const name = this.way.keepsNames ? nameOf(text, values) : undefined;
    const config = { text, values: values.map(prepareValue), name, types: this.types };
    return new KnownQuery(config, (error, result) => {
      if (error) this.unread = error;
      else told(result);
    });
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
