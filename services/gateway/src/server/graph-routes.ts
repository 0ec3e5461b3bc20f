import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type ProblemCatalog, localeOf, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Problem } from '@landfall/kit/problem/problem';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { Graph } from './graph.ts';
import { readJson, sendJson } from './http.ts';
import { LIMITS } from './limits.ts';

const SAFE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** Answers one HTTP request for `/graphql` as its viewer. */
export async function answerGraph(request: IncomingMessage, response: ServerResponse, graph: Graph, viewer: Viewer): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const answer = await graph.answer({
    method: (request.method ?? 'POST').toUpperCase(),
    headers,
    search: new URL(request.url ?? '/', 'http://x').search,
    body: request.method === 'POST' ? await readJson(request, LIMITS.bodyBytes) : undefined,
    viewer,
    signal: gone.signal,
  });
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...SAFE, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** A refusal before there is a viewer or an operation, in GraphQL's own form. */
export function refuse(request: IncomingMessage, response: ServerResponse, status: number, problem: Problem, catalog: ProblemCatalog): void {
  const locale = localeOf(request.headers['accept-language']);
  const { code, reason, fields, params } = problem;
  sendJson(response, status, { errors: [{ message: problemText(catalog, reason, locale, params), extensions: { code, reason, fields } }] });
}
