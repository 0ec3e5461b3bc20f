import { createServer } from 'node:http';
import { isoInstant } from '@landfall/kit/tenancy/row-values';
import pg from 'pg';

/**
 * B2's peer: bare `http` and `pg`, the gateway's own SQL with the tenant set under the same Sync, JSON.stringify. pg is as
 * it comes (a row is an object with a name a column, each answer is described), but for instants, which stay text.
 */
const { DESK_URL = '', STATEMENT = '' } = process.env;
const TIMESTAMPTZ = 1184;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === TIMESTAMPTZ ? isoInstant : pg.types.getTypeParser(oid, format),
};

interface Wire {
  parsedStatements: Record<string, string>;
  parse(query: object): void;
  bind(config: object): void;
  execute(config: object): void;
}

const steps = pg.Query.prototype as unknown as {
  prepare(connection: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
};

/** The tenant's setting and the statement behind it, one Sync. */
class OneSync extends pg.Query {
  private isSetting = true;

  constructor(
    private readonly tenant: string,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super({ text: STATEMENT, name: 'list', types } as pg.QueryConfig, undefined, callback as never);
  }

  prepare(connection: Wire): void {
    if (!connection.parsedStatements.tenant)
      connection.parse({ text: "select set_config('app.tenant', $1, true)", name: 'tenant' });
    connection.bind({ portal: '', statement: 'tenant', values: [this.tenant] });
    connection.execute({ portal: '', rows: 0 });
    steps.prepare.call(this, connection);
  }

  handleDataRow(message: unknown): void {
    if (!this.isSetting) steps.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    if (!this.isSetting) {
      steps.handleCommandComplete.call(this, message, connection);
      return;
    }
    this.isSetting = false;
    connection.parsedStatements.tenant = 'set';
  }
}

const pool = new pg.Pool({ connectionString: DESK_URL, max: 8, idleTimeoutMillis: 0 });
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    pool.connect((failed, client, release) => {
      if (failed || !client) return void response.writeHead(503).end();
      client.query(
        new OneSync(String(request.headers['x-tenant']), (error, result) => {
          release(error ?? undefined);
          if (error) return void response.writeHead(500).end();
          const text = JSON.stringify({ data: { rows: result.rows } });
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
          response.end(text);
        }),
      );
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/\n`);
});
process.once('SIGTERM', () => process.exit(0));
