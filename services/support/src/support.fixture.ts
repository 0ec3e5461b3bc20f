import 'reflect-metadata';
import { catalogue } from '@landfall/catalogue/service';
import { customers } from '@landfall/customers/service';
import { identity } from '@landfall/identity/service';
import { openTemporaryDatabase } from '@landfall/kit/database/temporary.database';
import { EventBus } from '@landfall/kit/event-bus/event-bus';
import { createLog } from '@landfall/kit/log/log';
import { migrate } from '@landfall/kit/migration/migrate';
import { OutboxReader } from '@landfall/kit/outbox/outbox-reader';
import { Outside } from '@landfall/kit/outside/outside';
import { Problem } from '@landfall/kit/problem/problem';
import { Seals } from '@landfall/kit/seal/seals';
import { Context } from '@landfall/kit/service/context';
import { kit } from '@landfall/kit/service/kit.service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, type ExecutionResult, parse, validate } from 'graphql';
import pg from 'pg';
import type { Partner } from './people.fixture.ts';
import { support } from './service.ts';
import type { Story } from './story.fixture.ts';

/** An answer as a client gets it; `problem` is the first error: code, reason, fields. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  readonly data: any;
  readonly problem: string | undefined;
  readonly message: string | undefined;
}

/** Support on a database of its own with the services it knows by card, asked without a gateway; customers answers its questions. */
export interface Stage {
  ask(viewer: Viewer, document: string, variables?: object): Promise<Answer>;
  /** Asks for what must work. */
  get(viewer: Viewer, document: string, variables?: object): Promise<Answer['data']>;
  /** What a subscription told until it is stopped. */
  listen(
    viewer: Viewer,
    document: string,
    variables?: object,
  ): { readonly seen: Answer['data'][]; settle(): Promise<void>; stop(): void };
  /** SQL that passes every row policy. */
  sql(text: string, values?: unknown[]): Promise<Record<string, never>[]>;
  /** SQL texts sent since the last call, reads and units of work alike, without the outbox reader's own. */
  statements(): string[];
  readonly tenancy: Tenancy;
  close(): Promise<void>;
}

/** What the tests share: one database, and before each test a partner nobody else works at. */
export interface Scene {
  stage: Stage;
  p: Partner;
  story: Story;
}

const services = [kit, identity, catalogue, customers, support];

/** Starts one; all of this service's database tests share it, each in tenants of its own. */
export async function startStage(): Promise<Stage> {
  const database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), services);
  const owner = new pg.Pool({ connectionString: database.urlOf('migrator'), max: 1 });
  // Its last connection may outlive the database by a moment.
  owner.on('error', () => {});
  const tenancy = new Tenancy({ urlOf: database.urlOf, entities: services.flatMap((service) => service.entities) });
  const sent = watchStatements();
  const subgraph = buildSubgraph(support);
  const catalog = Object.assign({}, ...services.map((service) => service.problems ?? {}));
  const run = subgraphExecutor(subgraph, catalog);
  const runCustomers = subgraphExecutor(buildSubgraph(customers), catalog);
  const log = createLog(process.env.TEST_LOG ?? 'silent');
  const bus = new EventBus();
  const outbox = new OutboxReader(
    tenancy.reader('worker'),
    (events) => {
      for (const event of events) bus.publish(event);
    },
    log,
    5,
  );
  await outbox.start();
  tenancy.whenCommitted(() => outbox.wake());
  const host = { tenancy, bus, log, seals: new Seals('test'), outside: new Outside(true) };
  const documents = new Map<string, DocumentNode>();
  const documentOf = (source: string): DocumentNode => {
    const known = documents.get(source) ?? parse(source);
    documents.set(source, known);
    return known;
  };
  const contextOf = (viewer: Viewer, signal?: AbortSignal): Context =>
    new Context(
      host,
      viewer,
      async <T>(source: string, variables: Record<string, unknown> = {}) => {
        const result = (await runCustomers(
          { document: documentOf(source), variables },
          contextOf(viewer),
        )) as ExecutionResult;
        const { code, reason } = (result.errors?.[0]?.extensions ?? {}) as { code?: never; reason?: string };
        if (code) throw new Problem(code, reason ?? '');
        return result.data as T;
      },
      signal,
    );
  const ask = async (viewer: Viewer, source: string, variables: object = {}): Promise<Answer> => {
    const document = documentOf(source);
    const [wrong] = validate(subgraph.schema, document);
    if (wrong) throw wrong;
    const { data, errors } = (await run(
      { document, variables: { ...variables } },
      contextOf(viewer),
    )) as ExecutionResult;
    const [error] = errors ?? [];
    const told = error?.extensions as { code: string; reason: string; fields: string[] } | undefined;
    return { data, problem: told && [told.code, told.reason, ...told.fields].join(' '), message: error?.message };
  };
  return {
    ask,
    async get(viewer, source, variables) {
      const { data, problem } = await ask(viewer, source, variables);
      if (problem) throw new Error(problem);
      return data;
    },
    listen(viewer, source, variables = {}) {
      const abort = new AbortController();
      const seen: Answer['data'][] = [];
      const reading = (async () => {
        const request = { document: documentOf(source), variables: { ...variables }, operationType: 'subscription' };
        const stream = await run(request, contextOf(viewer, abort.signal));
        if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream));
        for await (const { data, errors } of stream) seen.push(errors ?? data);
      })();
      return {
        seen,
        settle: () => new Promise((resolve) => setTimeout(resolve, 60)),
        stop: () => {
          abort.abort();
          void reading;
        },
      };
    },
    sql: async (text, values) => (await owner.query(text, values)).rows,
    statements: () => sent.splice(0).filter((text) => !/^select [^;]*from kit\.outbox_event/s.test(text)),
    tenancy,
    async close() {
      await outbox.stop();
      await tenancy.close();
      await owner.end();
      await database.close();
    },
  };
}

/** Whatever goes to the database in this process passes here. */
function watchStatements(): string[] {
  const sent: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [what] = args as [string | { text?: string }];
    sent.push(typeof what === 'string' ? what : (what.text ?? ''));
    return Reflect.apply(query, this, args);
  } as never;
  return sent;
}
