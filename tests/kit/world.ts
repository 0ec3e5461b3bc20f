import 'reflect-metadata';
import { resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { listen } from '@landfall/gateway/process/listen';
import { Graph } from '@landfall/gateway/server/graph';
import { openHost, type RunningHost } from '@landfall/gateway/server/host';
import { type OperationManifest, readOperations } from '@landfall/gateway/server/persisted-operations';
import { createHttpServer, type ServerOptions } from '@landfall/gateway/server/server';
import type { Pages } from '@landfall/gateway/server/web-pages';
import { readContracts } from '@landfall/gateway/supergraph/schema-files';
import { loginUrl } from '@landfall/kit/database/logins';
import { createLog, type Log } from '@landfall/kit/log/log';
import pg from 'pg';
import { inject } from 'vitest';
import { SECRET } from './database.setup.ts';

/** A gateway with every service in it, on a free port, over the tests' database. */
export interface World {
  readonly url: string;
  readonly host: RunningHost;
  /** The migrator's connection: it passes every row policy, so fixtures are written with it. */
  readonly owner: pg.Pool;
  readonly loginUrl: (login: 'desk' | 'portal' | 'hq' | 'edge' | 'worker' | 'migrator') => string;
  /** SQL statements of this gateway since the last call. */
  statements(): string[];
  close(): Promise<void>;
}

const schema = resolve(import.meta.dirname, '../../schema');

/** How a gateway of the tests differs from the usual one. */
export interface WorldOptions {
  readonly serviceUrls?: Record<string, string>;
  readonly adminUrl?: string;
  /** Where it hears of commits; the tests' own server unless given. */
  readonly listenUrl?: string;
  /** As with NODE_ENV=production. */
  readonly isProduction?: boolean;
  /** Operations known by id; those of the pages unless given. */
  readonly operations?: OperationManifest;
  /** Where its log goes; nowhere unless given. */
  readonly log?: Log;
  /** The built pages. */
  readonly pages?: Pages | undefined;
  /** How it is reached. */
  readonly reached?: Pick<ServerOptions, 'publicUrl' | 'trustProxy' | 'pingMs'>;
}

/** Past the pooler to the same database, where the tests run behind one. */
function directUrl(adminUrl: string): string | undefined {
  const direct = inject('listenUrl');
  const pooler = new URL(inject('adminUrl'));
  const there = new URL(adminUrl);
  return direct && there.host === pooler.host ? new URL(there.pathname, direct).href : undefined;
}

/** Starts one; a test file has one. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const adminUrl = options.adminUrl ?? inject('adminUrl');
  const host = await openHost({
    adminUrl,
    secret: SECRET,
    services,
    listenUrl: options.listenUrl ?? directUrl(adminUrl),
    keepsClock: false,
    log: options.log ?? createLog(process.env.TEST_LOG ?? 'silent'),
    ...(options.serviceUrls ? { serviceUrls: options.serviceUrls } : {}),
  });
  const seen: string[] = [];
  for (const login of ['desk', 'portal', 'hq'] as const)
    host.tenancy.reader(login).onStatement = (_, text) => seen.push(text);
  const operations = options.operations ?? readOperations(resolve(schema, 'operations.json'));
  const graph = await Graph.start(host, readContracts(schema), options.isProduction ?? false, operations);
  const { server, drain } = createHttpServer({
    host,
    graph,
    secret: SECRET,
    pages: options.pages,
    ...options.reached,
    demoAccounts: null,
    pending: async () => [],
  });
  const port = await listen(server, 0, '127.0.0.1');
  const owner = new pg.Pool({ connectionString: loginUrl(adminUrl, 'migrator', SECRET), max: 2 });
  // The pool's end comes before its sockets'.
  owner.on('error', () => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    host,
    owner,
    loginUrl: (login) => loginUrl(adminUrl, login, SECRET),
    statements: () => seen.splice(0),
    async close() {
      await drain();
      await graph.close();
      await host.close();
      await owner.end();
    },
  };
}
