import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type DocumentNode, type ExecutionResult, getOperationAST, parse } from 'graphql';
import { outsideWork } from '../ask/ask.ts';
import { Asker } from '../asker/asker.ts';
import { Problem } from '../problem/problem.ts';
import { tracing } from '../tracing/tracing.ts';
import { VouchedViewers } from '../viewer/vouched-viewers.ts';
import { Context } from './context.ts';
import type { LocalHost } from './local-host.ts';
import { problemError } from './problem-error.ts';

/** How a service serves its subgraph to a gateway in another process. */
export interface SubgraphServerOptions {
  readonly name: string;
  readonly host: LocalHost;
  /** The public half of the gateway's key: what it vouches for is known by it, and nothing can be signed with it. */
  readonly viewerKey: KeyObject;
  /** The gateway's `/graphql`: where this service puts its questions to others. */
  readonly gatewayUrl: string;
}

const MOST_DOCUMENTS = 2000;
const MOST_BYTES = 2_000_000;

/** POST only, and only for whoever brings a viewer's token that is meant for this service: `_service` and `_entities` are closed to everyone else (security.md 9). */
export function createSubgraphServer({ name, host, viewerKey, gatewayUrl }: SubgraphServerOptions): Server {
  const execute = host.executors.get(name);
  if (!execute) throw new Error(`${name} is not hosted here`);
  const documents = new Map<string, DocumentNode>();
  const documentOf = (source: string): DocumentNode => {
    let document = documents.get(source);
    if (!document) {
      if (documents.size >= MOST_DOCUMENTS) documents.clear();
      document = parse(source);
      documents.set(source, document);
    }
    return document;
  };
  const viewers = new VouchedViewers(name, viewerKey);
  return createServer((request, response) => {
    const asker = new Asker();
    response.once('close', () => asker.leave());
    const serve = async (): Promise<void> => {
      const token = tokenOf(request);
      const viewer = request.method === 'POST' && token ? await viewers.find(token) : null;
      if (!viewer) return void response.writeHead(401).end();
      const context = new Context(host, viewer, outsideWork(askGateway(gatewayUrl, viewer.locale, token)), asker);
      const task = (): Promise<void> => answer(request, response, context, documentOf, execute);
      await tracedService(request, name, task).catch((error: unknown) => {
        if (asker.aborted) return;
        const told = problemError(error, host.catalog, viewer.locale, host.log).toJSON();
        // A stream that breaks off says so by its end: the gateway's subscribers come back and read again.
        if (response.headersSent) response.destroy();
        else sendJson(response, { errors: [told] });
      });
    };
    serve().catch((error: unknown) => {
      if (!asker.aborted) host.log.error({ err: error }, 'answer not sent');
      response.destroy();
    });
  });
}

type Execute = NonNullable<ReturnType<LocalHost['executors']['get']>>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
  documentOf: (source: string) => DocumentNode,
  execute: Execute,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Problem('LIMITED', 'limited');
    chunks.push(chunk);
  }
  const body = JSON.parse(Buffer.concat(chunks).toString()) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const document = documentOf(body.query);
  const operationType = getOperationAST(document, body.operationName)?.operation;
  if (!operationType) throw new Problem('INVALID', 'invalidDocument');
  const result = await execute(
    {
      document,
      operationType,
      variables: body.variables ?? {},
      ...(body.operationName ? { operationName: body.operationName } : {}),
    },
    context,
  );
  if (!(Symbol.asyncIterator in result)) return sendJson(response, result);
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  for await (const one of result as AsyncIterable<ExecutionResult>) {
    const hasRoom = response.write(`data: ${JSON.stringify(one)}\n\n`);
    if (!hasRoom) await once(response, 'drain', { signal: context.signal });
  }
  response.end();
}

function sendJson(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** What the gateway asked for, as a span of the trace that it named. */
function tracedService({ headers }: IncomingMessage, service: string, task: () => Promise<void>): Promise<void> {
  const { traceparent } = headers;
  // What is told over time isn't one thing that is done.
  const isStream = headers.accept === 'text/event-stream';
  if (!tracing.tracer || isStream || typeof traceparent !== 'string') return task();
  const facts = { 'http.request.method': 'POST', 'http.route': '/graphql', 'landfall.service': service };
  return tracing.tracer.during('POST /graphql', { kind: 'server', parent: traceparent, facts }, task);
}

function tokenOf(request: IncomingMessage): string {
  return /^Viewer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Puts a question to the supergraph over HTTP, as the same viewer: with the token the viewer came with, which is good for a minute. */
function askGateway(url: string, locale: string, token: string) {
  return async <T>(query: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Viewer ${token}`,
        'accept-language': locale,
        ...(tracing.tracer?.now ? { traceparent: tracing.tracer.now.traceparent } : {}),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined);
    if (!response) throw new Problem('UNAVAILABLE', 'unavailable');
    const { data, errors } = (await response.json()) as {
      data: T;
      errors?: { extensions: { code: Problem['code']; reason?: string; fields?: string[] } }[];
    };
    const [error] = errors ?? [];
    if (error)
      throw new Problem(error.extensions.code, error.extensions.reason ?? 'unavailable', error.extensions.fields ?? []);
    return data;
  };
}
