import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { Asker } from '@landfall/kit/asker/asker';
import { wellFormed } from '@landfall/kit/json/well-formed';
import type { Problem } from '@landfall/kit/problem/problem';
import { localeOf, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Caller } from './callers.ts';
import { type Graph, JSON_ANSWER } from './graph.ts';
import { readJson, sendJson } from './http.ts';
import { LIMITS } from './limits.ts';
import { noteOperation } from './request-log.ts';

const JSON_TYPE = Object.fromEntries(JSON_ANSWER);

/** The headers Apollo Server looks at: what is asked for, and what proves that a script of ours asks. */
const READ = ['content-type', 'accept', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** Answers one HTTP request for `/graphql` as its viewer. */
export async function answerGraph(
  request: IncomingMessage,
  response: ServerResponse,
  graph: Graph,
  { viewer, credential }: Caller,
): Promise<void> {
  const headers = new HeaderMap();
  for (const name of READ) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const asker = new Asker(true);
  response.once('close', () => {
    if (!response.writableFinished) asker.leave();
  });
  const body = request.method === 'POST' ? await readJson(request, LIMITS.bodyBytes) : undefined;
  noteOperation(request, graph.pageOperation(viewer.surface, body), body);
  const answer = await graph.answer({
    method: (request.method ?? 'POST').toUpperCase(),
    headers,
    search: request.method === 'GET' ? searchOf(request) : '',
    body,
    viewer,
    isVouched: credential === null,
    asker,
  });
  response.writeHead(answer.status, {
    ...(answer.headers === JSON_ANSWER ? JSON_TYPE : Object.fromEntries(answer.headers)),
    'content-length': Buffer.byteLength(answer.body),
  });
  response.end(answer.body);
}

/** What a question in an address asks, its variables as {@link readJson} would have read them. */
function searchOf({ url = '/' }: IncomingMessage): string {
  const { search, searchParams } = new URL(url, 'http://x');
  const variables = searchParams.get('variables');
  if (variables === null || wellFormed(variables) === variables) return search;
  searchParams.set('variables', wellFormed(variables));
  return `?${searchParams}`;
}

/** A refusal before there is a viewer or an operation, in GraphQL's own form. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  problem: Problem,
  catalog: ProblemCatalog,
): void {
  const locale = localeOf(request.headers['accept-language']);
  const { code, reason, fields, params } = problem;
  sendJson(response, status, {
    errors: [{ message: problemText(catalog, reason, locale, params), extensions: { code, reason, fields } }],
  });
}
