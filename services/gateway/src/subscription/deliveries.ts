import { tracing } from '@landfall/kit/tracing/tracing';
import { sharedKey, sharedViewer } from '@landfall/kit/viewer/shared-viewer';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { WebSocket } from 'ws';
import type { Graph } from '../server/graph.ts';
import { tracedStream } from '../tracing/traced-graph.ts';
import { TRY_AGAIN } from './conversation.ts';
import { type Member, type Opened, SharedStreams } from './shared-streams.ts';

/** A client that has this much unread doesn't read: it comes back, and reads what is. Bytes. */
const MOST_UNREAD = 1_000_000;
/** And this long to hear so. Milliseconds. */
const GOODBYE_MS = 1000;

/** One subscription of one socket, as graphql-ws hands it over. */
export interface Subscribed {
  readonly document: DocumentNode;
  readonly variableValues: Record<string, unknown>;
  readonly operationName?: string;
  readonly contextValue: {
    readonly id: string;
    readonly viewer: Viewer;
    readonly socket: WebSocket;
    /** Something happened since the page was read (`behind.ts`): it is told to read again. */
    readonly isBehind: boolean;
  };
}

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
  async start(subscribed: Subscribed): Promise<Opened> {
    const { contextValue, document, variableValues, operationName = null } = subscribed;
    const { viewer, id, socket, isBehind } = contextValue;
    const { key, reader } = this.sharing(viewer, document);
    const open = (signal: AbortSignal): Promise<Opened> => {
      const opened = this.graph.run(document, variableValues, operationName, this.graph.context(reader, signal));
      return tracing.tracer ? tracedStream(tracing.tracer, document, opened) : opened;
    };
    try {
      const question = JSON.stringify([key, this.nameOf(document), operationName, variableValues]);
      const member = memberOf(socket, id);
      const joined = await this.streams.join(question, member, open);
      if (isBehind) member.told('{"data":null}');
      if (typeof joined === 'function') return quietUntil(joined);
      return joined.errors ? { errors: joined.errors.map((error) => this.graph.refused(error, viewer)) } : joined;
    } catch (error) {
      return { errors: [this.graph.refused(error, viewer)] };
    }
  }

  /** With whom a viewer shares what a document says, and as whom it is read. */
  private sharing(viewer: Viewer, document: DocumentNode): { readonly key: string; readonly reader: Viewer } {
    const shared = sharedKey(viewer);
    if (shared === null) return { key: `alone ${this.alone++}`, reader: viewer };
    if (this.graph.asksByViewer(viewer.surface, document))
      return { key: `${viewer.membershipId} ${shared}`, reader: viewer };
    return { key: shared, reader: sharedViewer(viewer) };
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

/** A socket's subscription as a stream's member: frames of graphql-transport-ws, dropped where nobody reads them. */
function memberOf(socket: WebSocket, id: string): Member {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const comeBack = (why: string): void => {
    socket.close(TRY_AGAIN, why);
    setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
  };
  return {
    told(json) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_UNREAD) comeBack('too slow');
      else socket.send(`${head}${json}}`);
    },
    failed: () => comeBack('try again'),
  };
}

/** What graphql-ws holds meanwhile: nothing comes this way, and its end leaves the stream. */
function quietUntil(leave: () => void): AsyncIterableIterator<ExecutionResult> {
  const end = { done: true, value: undefined } as const;
  const { promise, resolve } = Promise.withResolvers<typeof end>();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => promise,
    async return() {
      leave();
      resolve(end);
      return end;
    },
  };
}
