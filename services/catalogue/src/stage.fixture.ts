import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { EventBus } from '@landfall/kit/event-bus/event-bus';
import { migrate } from '@landfall/kit/migration/migrate';
import { Outside } from '@landfall/kit/outside/outside';
import { kitProblems } from '@landfall/kit/problem/problem-catalog';
import { Seals } from '@landfall/kit/seal/seals';
import { Context } from '@landfall/kit/service/context';
import type { Service } from '@landfall/kit/service/service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import { type ExecutionResult, parse, validate } from 'graphql';
import pg from 'pg';
import { pino } from 'pino';

/** An answer as a client gets it. */
export interface Answer<T> {
  /** What the document asks; empty where the whole answer is an error. */
  readonly data: T;
  /** Code and reason of each error, with its fields: `INVALID serial.taken serial`. */
  readonly problems: readonly string[];
  /** Statements it took. */
  readonly statements: number;
}

/** One service on a database of its own, asked without a gateway. */
export interface Stage {
  readonly ask: <T = Record<string, unknown>>(
    viewer: Viewer,
    document: string,
    variables?: object,
  ) => Promise<Answer<T>>;
  /** Runs SQL as the superuser. */
  readonly sql: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** Starts a database with these services' tables and asks the last of them. */
export async function startStage(services: readonly Service[]): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-stage-'));
  chmodSync(folder, 0o755);
  const database = await startEmbedded(folder);
  await ensureLogins(database.adminUrl, 'stage');
  await migrate(loginUrl(database.adminUrl, 'migrator', 'stage'), services);
  const admin = new pg.Client(database.adminUrl);
  await admin.connect();
  const entities = services.flatMap((service) => service.entities);
  const tenancy = new Tenancy({ urlOf: (login) => loginUrl(database.adminUrl, login, 'stage'), entities, poolSize: 2 });
  let statements = 0;
  for (const login of ['desk', 'portal', 'hq'] as const) {
    tenancy.reader(login).onStatement = () => {
      statements += 1;
    };
  }
  const service = services.at(-1) as Service;
  const subgraph = buildSubgraph(service);
  const execute = subgraphExecutor(subgraph, { ...kitProblems, ...service.problems });
  const host = {
    tenancy,
    bus: new EventBus(),
    log: pino({ level: 'error' }),
    seals: new Seals('test'),
    outside: new Outside(true),
  };
  const noAsk = () => Promise.reject(new Error('nobody to ask'));
  return {
    async ask<T>(viewer: Viewer, document: string, variables: object = {}) {
      const parsed = parse(document);
      const [invalid] = validate(subgraph.schema, parsed);
      if (invalid) throw invalid;
      statements = 0;
      const { data, errors } = (await execute(
        { document: parsed, variables: { ...variables } },
        new Context(host, viewer, noAsk),
      )) as ExecutionResult;
      const problems = (errors ?? []).map(({ extensions: e }) =>
        [e.code, e.reason, ...(e.fields as string[])].join(' '),
      );
      return { data: (data ?? {}) as T, problems, statements };
    },
    sql: async (text, values) => (await admin.query(text, values)).rows,
    async close() {
      await tenancy.close();
      await admin.end();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A person at the desk of a partner, or elsewhere by what is given. */
export function viewerOf(tenant: string, more: Partial<Viewer> = {}): Viewer {
  return { ...systemViewer(tenant, 'test'), roles: [], timeZone: 'Asia/Shanghai', locale: 'en', ...more };
}
