import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { services } from '@landfall/gateway/host/services';
import { type EmbeddedDatabase, startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import pg from 'pg';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { Relay } from './relay.ts';

const SECRET = 'a secret of the fault runner';

/** One server process, and the way to it. */
export interface Server {
  readonly name: string;
  readonly port: number;
  readonly relay: Relay;
  copy: Copy;
  /** What this process was started with besides the usual. */
  env: Record<string, string>;
}

/** What faults happen to: one PostgreSQL that keeps what it promised (fsync on), and servers of the same build. */
export class Site {
  readonly servers: Server[] = [];
  private constructor(
    private readonly folder: string,
    private readonly database: EmbeddedDatabase,
    /** Passes every row policy; a connection that dies is opened anew. */
    readonly owner: pg.Pool,
  ) {}

  /** Starts everything. */
  static async open(count: number): Promise<Site> {
    const folder = temporaryFolder();
    const database = await startEmbedded(folder, { settings: { max_connections: '300', restart_after_crash: 'on' } });
    await ensureLogins(database.adminUrl, SECRET);
    await migrate(loginUrl(database.adminUrl, 'migrator', SECRET), services);
    const owner = new pg.Pool({ connectionString: loginUrl(database.adminUrl, 'migrator', SECRET), max: 4 });
    owner.on('error', () => undefined);
    const site = new Site(folder, database, owner);
    for (let i = 0; i < count; i++) await site.add(`server ${i + 1}`);
    return site;
  }

  /** A server on the port it had, with more in its environment where a fault wants it. */
  async start(server: Server, env: Record<string, string> = {}): Promise<void> {
    server.env = env;
    server.copy = this.run(server.port, env);
    await server.copy.up();
  }

  /** Ends a server: at once with SIGKILL, drained with SIGTERM. */
  async end(server: Server, signal: NodeJS.Signals): Promise<void> {
    server.copy.kill(signal);
    await server.copy.ended;
  }

  /** The postmaster's process id. */
  get postmaster(): number {
    return Number(readFileSync(join(this.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** Waits until the database answers and every server is ready. */
  async healthy(): Promise<void> {
    for (;;) {
      const answers = await this.owner.query('select 1').then(
        () => true,
        () => false,
      );
      const ready = await Promise.all(this.servers.map(({ copy }) => copy.answers()));
      if (answers && ready.every(Boolean)) return;
      await delay(50);
    }
  }

  /** Asks the database; tried again while it is away. */
  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (;;) {
      try {
        return (await this.owner.query<T>(text, values)).rows;
      } catch (error) {
        // Connection trouble has a class 08 or 57 code, or none at all; anything else is our own mistake.
        const code = (error as { code?: string }).code ?? '';
        if (code && !/^(08|57|E)/.test(code)) throw error;
        await delay(50);
      }
    }
  }

  /** Resident memory of a server's process. Bytes. */
  memoryOf({ copy }: Server): number {
    const [, resident = '0'] = readFileSync(`/proc/${copy.child.pid}/statm`, 'utf8').split(' ');
    return Number(resident) * 4096;
  }

  async close(): Promise<void> {
    for (const { relay, copy } of this.servers) {
      relay.close();
      copy.kill('SIGKILL');
      await copy.ended;
    }
    await this.owner.end().catch(() => undefined);
    await this.database.stop();
    removeFolder(this.folder);
  }

  private async add(name: string): Promise<void> {
    const port = await freePort();
    const server: Server = { name, port, relay: await Relay.open(port), copy: this.run(port, {}), env: {} };
    this.servers.push(server);
    await server.copy.up();
  }

  private run(port: number, env: Record<string, string>): Copy {
    return Copy.run({
      PORT: String(port),
      DATABASE_URL: this.database.adminUrl,
      SECRET,
      LOG_LEVEL: 'error',
      ...env,
    });
  }
}
