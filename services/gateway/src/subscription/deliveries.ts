import { Problem } from '@landfall/kit/problem/problem';
import { tracing } from '@landfall/kit/tracing/tracing';
import { sharedKey, sharedViewer } from '@landfall/kit/viewer/shared-viewer';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, type ExecutionResult, getOperationAST } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Graph } from '../server/graph.ts';
import { tracedStream } from '../tracing/traced-graph.ts';
import { isBehind } from './behind.ts';
import type { Answered } from './host.ts';
import { type Opened, SharedStreams } from './shared-streams.ts';
import type { Subscription } from './subscription.ts';
import { Telling } from './telling.ts';

/** Subscriptions of one socket: more than any page has, and an end to what one tab can make us read at each event. */
const MOST_SUBSCRIPTIONS = 40;
/** Something happened since the page was read (`behind.ts`): it is told to read again. */
const READ_AGAIN = '{"data":null}';

/**
 * Changes on their way to sockets. Subscriptions that say the same to the same kind of viewer are one stream; each change is
 * read and written out once, and a socket only adds the name of its own subscription.
 */
export class Deliveries {
  private readonly streams = new SharedStreams();
  private readonly documents = new WeakMap<DocumentNode, number>();
  private known = 0;
  private alone = 0;

  constructor(private readonly graph: Graph) {}

  /** Streams that run, however many read them. */
  get size(): number {
    return this.streams.size;
  }

  /** Begins a subscription. What can't be started is told to it alone: the socket and what else it carries go on. */
  async start(
    subscription: Subscription,
    viewer: Viewer,
    payload: SubscribePayload,
    others: number,
  ): Promise<Answered | undefined> {
    const { graph } = this;
    const refused = (reason: 'LIMITED' | 'INVALID', why: string): Answered => ({
      refused: [graph.refused(new Problem(reason, why), viewer)],
    });
    if (others >= MOST_SUBSCRIPTIONS) return refused('LIMITED', 'limited');
    const prepared = graph.prepare(viewer, payload);
    if ('errors' in prepared) return { refused: prepared.errors };
    const operation = getOperationAST(prepared.document, payload.operationName ?? null);
    if (operation?.operation !== 'subscription') return refused('INVALID', 'invalidDocument');
    const began = performance.now();
    const result = await this.join(subscription, viewer, prepared.document, payload);
    if (result) return { result };
    // Once it listens: what happened while it was opened is nothing it heard.
    if (isBehind(graph.bus, viewer, operation, payload.extensions, performance.now() - began))
      subscription.told(new Telling(READ_AGAIN));
    return undefined;
  }

  private async join(
    subscription: Subscription,
    viewer: Viewer,
    document: DocumentNode,
    { variables, operationName }: SubscribePayload,
  ): Promise<ExecutionResult | undefined> {
    const { key, isShared } = this.sharing(viewer, document);
    const [given, name] = [variables ?? {}, operationName ?? null];
    const open = (signal: AbortSignal): Promise<Opened> => {
      const reader = isShared ? sharedViewer(viewer) : viewer;
      const opened = this.graph.run(document, given, name, this.graph.context(reader, signal));
      return tracing.tracer ? tracedStream(tracing.tracer, document, opened) : opened;
    };
    try {
      const question = JSON.stringify([key, this.nameOf(document), name, given]);
      subscription.stream = this.streams.join(question, subscription, open);
      const result = await subscription.stream.refused;
      return result?.errors ? { errors: result.errors.map((error) => this.graph.refused(error, viewer)) } : result;
    } catch (error) {
      return { errors: [this.graph.refused(error, viewer)] };
    }
  }

  /** With whom a viewer shares what a document says, and whether it is read as one of them or as the viewer. */
  private sharing(viewer: Viewer, document: DocumentNode): { readonly key: string; readonly isShared: boolean } {
    const shared = sharedKey(viewer);
    if (shared === null) return { key: `alone ${this.alone++}`, isShared: false };
    if (this.graph.asksByViewer(viewer.surface, document))
      return { key: `${viewer.membershipId} ${shared}`, isShared: false };
    return { key: shared, isShared: true };
  }

  private nameOf(document: DocumentNode): number {
    let name = this.documents.get(document);
    if (name === undefined) {
      name = this.known++;
      this.documents.set(document, name);
    }
    return name;
  }
}
