import { type ExecutionResult, print } from 'graphql';
import type { SubgraphRequest } from '@landfall/kit/service/subgraph-executor';
import type { Context } from '@landfall/kit/service/context';
import { Problem } from '@landfall/kit/problem/problem';
import { signViewer } from '@landfall/kit/viewer/viewer-token';

/** Runs operations of a service that lives in another process; the viewer goes along as a short signed token. */
export function remoteSubgraph(name: string, url: string, secret: string) {
  return async (request: SubgraphRequest, context: Context): Promise<ExecutionResult> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Viewer ${signViewer(context.viewer, name, secret)}` },
      body: JSON.stringify({ query: print(request.document), variables: request.variables, operationName: request.operationName }),
      signal: AbortSignal.any([AbortSignal.timeout(10_000), ...(context.signal ? [context.signal] : [])]),
    }).catch(() => {
      throw new Problem('UNAVAILABLE', 'unavailable');
    });
    if (!response.ok) throw new Problem('UNAVAILABLE', 'unavailable');
    return (await response.json()) as ExecutionResult;
  };
}
