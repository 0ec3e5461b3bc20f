import { Problem } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { problemError } from '@landfall/kit/service/problem-error';
import type { SubgraphExecutor, SubgraphRequest } from '@landfall/kit/service/subgraph-executor';
import { tracing } from '@landfall/kit/tracing/tracing';
import { signingKey } from '@landfall/kit/viewer/viewer-token';
import { Vouching } from '@landfall/kit/viewer/vouched-viewers';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError, print } from 'graphql';

const DEADLINE_MS = 10_000;

/** Runs operations of a service that lives in another process; the viewer goes along as a short signed token. */
export function remoteSubgraph(name: string, url: string, secret: string): SubgraphExecutor {
  const vouching = new Vouching(name, signingKey(secret));
  return async (request, context) => {
    const isStream = request.operationType === 'subscription';
    const response = await send(url, request, context, await vouching.tokenOf(context.viewer), isStream);
    if (!response?.ok)
      return {
        data: null,
        errors: [problemError(new Problem('UNAVAILABLE', 'unavailable'), {}, context.viewer.locale, context.host.log)],
      };
    return isStream ? events(response) : resultOf((await response.json()) as Told);
  };
}

interface Told {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
}

/** Errors keep their codes only as the class the runtime knows. */
function resultOf({ data, errors }: Told): ExecutionResult {
  if (!errors) return { data };
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions })),
  };
}

async function send(
  url: string,
  request: SubgraphRequest,
  context: Context,
  token: string,
  isStream: boolean,
): Promise<Response | undefined> {
  const signals = [
    ...(isStream ? [] : [AbortSignal.timeout(DEADLINE_MS)]),
    ...(context.signal ? [context.signal] : []),
  ];
  const now = tracing.tracer?.now;
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: isStream ? 'text/event-stream' : 'application/json',
      authorization: `Viewer ${token}`,
      'accept-language': context.viewer.locale,
      ...(now ? { traceparent: now.traceparent } : {}),
    },
    body: JSON.stringify({
      query: print(request.document),
      variables: request.variables,
      operationName: request.operationName,
    }),
    ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
  }).catch(() => undefined);
}

/** Server-sent events, one result each. */
async function* events(response: Response): AsyncGenerator<ExecutionResult, void, void> {
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('data: ')) yield resultOf(JSON.parse(part.slice(6)) as Told);
  }
}
