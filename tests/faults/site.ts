import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { services } from '@landfall/gateway/host/services';
import { type EmbeddedDatabase, startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { runningPostmaster } from '@landfall/kit/database/postmaster';
import { migrate } from '@landfall/kit/migration/migrate';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import pg from 'pg';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { NotPossible } from './fault.ts';
import { askProbe, PROBE } from './probe.ts';
import { Relay } from './relay.ts';
import { SmallDisk } from './small-disk.ts';

const SECRET = 'a secret of the fault runner';
/** Tries to start a server. */
const MOST_STARTS = 5;

/** One server process, and the way to it. */
export interface Server {
  readonly name: string;
  readonly port: number;
  readonly metricsPort: number;
  readonly relay: Relay;
  copy: Copy;
}

/** What a site is made of. */
export interface SiteOptions {
  readonly servers: number;
  /** How mail leaves. */
  readonly smtpUrl: string;
  /** Whether the database gets a disk of its own that can be full. */
  readonly wantsSmallDisk: boolean;
  readonly signal: AbortSignal;
}

/** What faults happen to: one PostgreSQL that keeps what it promised (fsync on), and servers of the same build. */
export class Site {
  readonly servers: Server[] = [];
  /** When processes were ended, by performance.now(). */
  readonly deaths: number[] = [];
  private constructor(
    private readonly folder: string,
    private readonly database: EmbeddedDatabase,
    /** Passes every row policy; a connection that dies is opened anew. */
    readonly owner: pg.Pool,
    /** May see what every connection does. */
    readonly admin: pg.Pool,
    /** For what the product itself can say of its tables. */
    readonly tenancy: Tenancy,
    /** Why there is none, where it is text. */
    readonly disk: SmallDisk | string,
    private readonly options: SiteOptions,
  ) {
    process.once('exit', this.abandon);
  }

  /** Starts everything. */
  static async open(options: SiteOptions): Promise<Site> {
    const folder = temporaryFolder();
    const disk = options.wantsSmallDisk ? SmallDisk.mount(folder) : 'not asked for';
    try {
      const database = await startEmbedded(folder, { settings: { max_connections: '300', restart_after_crash: 'on' } });
      const urlOf = (login: Parameters<typeof loginUrl>[1]) => loginUrl(database.adminUrl, login, SECRET);
      await ensureLogins(database.adminUrl, SECRET);
      await migrate(urlOf('migrator'), services);
      const pool = (connectionString: string) => new pg.Pool({ connectionString, max: 4 }).on('error', () => undefined);
      const [owner, admin] = [pool(urlOf('migrator')), pool(database.adminUrl)];
      const tenancy = new Tenancy({ urlOf, entities: services.flatMap(({ entities }) => entities), poolSize: 2 });
      const site = new Site(folder, database, owner, admin, tenancy, disk, options);
      for (let i = 0; i < options.servers; i++) await site.add(`server ${i + 1}`);
      return site;
    } catch (error) {
      if (disk instanceof SmallDisk) disk.unmount();
      throw error;
    }
  }

  /** The first server lives through the whole run, so that what it gathers is seen; with one alone nobody could be killed. */
  get mortals(): readonly Server[] {
    return this.servers.slice(1);
  }

  /** A server on the port it had, with more in its environment where a fault wants it. */
  async start(server: Server, env: Record<string, string> = {}): Promise<void> {
    for (let tries = 1; ; tries++) {
      server.copy = this.run(server, env);
      try {
        await server.copy.up();
        return;
      } catch (error) {
        // One that can't reach its database says so and ends; whoever looks after servers starts it again.
        if (tries === MOST_STARTS || this.options.signal.aborted) throw error;
      }
    }
  }

  /** Ends a server: at once with SIGKILL, drained with SIGTERM. */
  async end(server: Server, signal: NodeJS.Signals): Promise<void> {
    this.deaths.push(performance.now());
    server.copy.kill(signal);
    await server.copy.ended;
  }

  /** The postmaster's process id. Numbers are used again: what its file says alone could be anybody's. */
  get postmaster(): number {
    const running = runningPostmaster(join(this.folder, 'postgres'));
    if (!running) throw new NotPossible('PostgreSQL isn’t running');
    return running.pid;
  }

  /** What a command of the product's own is run with. */
  get environment(): Record<string, string> {
    return { DATABASE_URL: this.database.adminUrl, SECRET };
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
      const dead = this.servers.find(({ copy }) => copy.child.exitCode !== null || copy.child.signalCode !== null);
      if (dead) throw new Error(`${dead.name} ended by itself: ${dead.copy.text.slice(-2000)}`);
      await delay(50, undefined, { signal: this.options.signal });
    }
  }

  /** Asks the database; tried again while it is away. */
  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = [], pool = this.owner): Promise<T[]> {
    for (;;) {
      try {
        return (await pool.query<T>(text, values)).rows;
      } catch (error) {
        // Connection trouble has a class 08 or 57 code, or none at all; anything else is our own mistake.
        const code = (error as { code?: string }).code ?? '';
        if (code && !/^(08|57|53|58|E)/.test(code)) throw error;
        await delay(50, undefined, { signal: this.options.signal });
      }
    }
  }

  /** What a server's process holds once everything unreachable is gone: its heap and what hangs on it outside. Bytes. */
  async memoryOf(server: Server): Promise<number> {
    const said = JSON.parse(await askProbe(this.probeOf(server), 'memory')) as Record<string, number>;
    return (said.heapUsed ?? 0) + (said.external ?? 0);
  }

  async close(): Promise<void> {
    for (const { relay, copy } of this.servers) {
      relay.close();
      copy.kill('SIGKILL');
      await copy.ended;
    }
    await Promise.all(
      [this.owner.end(), this.admin.end(), this.tenancy.close()].map((end) => end.catch(() => undefined)),
    );
    await this.database.stop();
    process.off('exit', this.abandon);
    if (this.disk instanceof SmallDisk) this.disk.unmount();
    removeFolder(this.folder);
  }

  /** A runner that ends without a word leaves nothing running. The database looks after itself. */
  private readonly abandon = (): void => {
    for (const { copy } of this.servers) copy.kill('SIGKILL');
    if (this.disk instanceof SmallDisk) this.disk.unmount();
  };

  private async add(name: string): Promise<void> {
    const [port, metricsPort] = [await freePort(), await freePort()];
    const server = { name, port, metricsPort, relay: await Relay.open(port) } as Server;
    this.servers.push(server);
    await this.start(server);
  }

  private probeOf({ port }: Server): string {
    return join(this.folder, `memory-${port}.sock`);
  }

  private run(server: Server, { NODE_OPTIONS = '', ...env }: Record<string, string>): Copy {
    removeFolder(this.probeOf(server));
    return Copy.run({
      PORT: String(server.port),
      METRICS_PORT: String(server.metricsPort),
      ...this.environment,
      SMTP_URL: this.options.smtpUrl,
      MAIL_FROM: 'service@landfall.example',
      LOG_LEVEL: 'error',
      // Its connections say whose they are.
      PGAPPNAME: server.name,
      MEMORY_PROBE: this.probeOf(server),
      NODE_OPTIONS: `--import=${PROBE} ${NODE_OPTIONS}`,
      ...env,
    });
  }
}
