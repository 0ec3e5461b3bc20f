import pg from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../log/log.ts';
import { LIBRARY_SCHEMA } from './library.tables.ts';

/** The library at work in this process, on connections of its own. */
export interface Library {
  readonly boss: PgBoss;
  /** Lets what is under way end within so long, then fails it, to be done by another process at once. Milliseconds. */
  close(grace: number): Promise<void>;
}

/** Connections the library may hold: it asks little. */
const CONNECTIONS = 2;
/** How long an answer is awaited: more than the worker's statements may take. Milliseconds. */
const PATIENCE = 15_000;
/** How often processes look whether one of them fell silent, and whether something is due. Seconds. */
const LOOKS = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5, cronMonitorIntervalSeconds: 15 };

/**
 * Opens the library as the worker. Loaded only now: a start doesn't wait for it. `isClock` leaves out keeping the clock and
 * looking after others: a command that only sends.
 */
export async function openLibrary(url: string, log: Log, isClock = true): Promise<Library> {
  const { PgBoss: Boss } = await import('pg-boss');
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    query_timeout: PATIENCE,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  const boss = new Boss({
    db: { executeSql: (text, values) => execute(pool, text, values) },
    schema: LIBRARY_SCHEMA,
    // Its tables are the migrator's; the worker may change none.
    migrate: false,
    createSchema: false,
    schedule: isClock,
    supervise: isClock,
    registerInstance: false,
    reindex: false,
    monitorVacuum: false,
    ...LOOKS,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'clock work: will look again'));
  boss.on('warning', ({ message, data }) => log.warn({ data }, `clock work: ${message}`));
  return {
    boss,
    async close(grace) {
      await boss.stop({ graceful: true, timeout: grace, close: false });
      await pool.end();
    },
  };
}

/** Several statements may come at once, with a transaction among them: what fails inside of one leaves the connection with it. */
async function execute(pool: pg.Pool, text: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect();
  client.on('error', ignore);
  try {
    const result = await client.query(text, values);
    client.off('error', ignore);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const ignore = (): void => undefined;
