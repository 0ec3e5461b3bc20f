import { type LocalHost, type LocalHostOptions, openLocalHost } from '@landfall/kit/service/local-host';
import { tracing } from '@landfall/kit/tracing/tracing';
import { remoteSubgraph } from '../supergraph/remote-subgraph.ts';
import type { Executors } from '../supergraph/surface-graph.ts';
import { tracedSubgraph } from '../tracing/traced-graph.ts';
import { gatewayProblems } from './problems.ts';

/** What the gateway's host is made from. */
export interface HostOptions extends LocalHostOptions {
  /** Services that run elsewhere, by name. */
  readonly serviceUrls?: Readonly<Partial<Record<string, string>>>;
}

/** The gateway's host: every service's operations run here or over HTTP. */
export interface RunningHost extends LocalHost {
  readonly graph: Executors;
}

/** Hosts every service that has no address of its own. */
export async function openHost({ serviceUrls = {}, ...options }: HostOptions): Promise<RunningHost> {
  const services = options.services.filter((service) => !serviceUrls[service.name]);
  const host = await openLocalHost({ ...options, services });
  const graph = new Map([...host.executors].map(([name, run]) => [name, { run, isLocal: true }]));
  for (const [name, url] of Object.entries(serviceUrls)) {
    if (url) graph.set(name, { run: remoteSubgraph(name, url, options.secret), isLocal: false });
  }
  if (tracing.tracer)
    for (const [name, { run, isLocal }] of graph) graph.set(name, { run: tracedSubgraph(name, isLocal, run), isLocal });
  return { ...host, catalog: { ...host.catalog, ...gatewayProblems }, graph };
}
