import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it arrived. */
export interface Arrived {
  readonly service: string;
  readonly name: string;
  /** 1 within, 2 of a server, 3 of a client, 5 of a consumer. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links: readonly { traceId: string; spanId: string }[];
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** 2: an error. */
  readonly status: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly boolValue?: boolean;
}
type Told = Omit<Arrived, 'facts' | 'status' | 'service'> & {
  readonly attributes: { key: string; value: Value }[];
  readonly status: { code?: number };
};
interface Body {
  readonly resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: Told[] }[];
  }[];
}

/** A collector: OTLP over HTTP, as JSON. */
export class Collector {
  readonly spans: Arrived[] = [];
  /** All that was sent, as it was sent. */
  readonly texts: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.take(request).then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
  }

  static async open(): Promise<Collector> {
    const collector = new Collector();
    await once(collector.server.listen(0, '127.0.0.1'), 'listening');
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a process is told to trace to it, at once. */
  get environment(): Record<string, string> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: this.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
  }

  /** The spans of a trace. */
  trace(traceId: string): Arrived[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  /** What a span is part of, from the nearest to the outermost, by name. */
  above(span: Arrived): string[] {
    const parent = this.spans.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
    return parent ? [parent.name, ...this.above(parent)] : [];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async take(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    this.texts.push(text);
    for (const { resource, scopeSpans } of (JSON.parse(text) as Body).resourceSpans) {
      const service = String(factsOf(resource.attributes)['service.name']);
      for (const { attributes, status, ...span } of scopeSpans.flatMap(({ spans }) => spans))
        this.spans.push({ ...span, service, facts: factsOf(attributes), status: status.code ?? 0 });
    }
  }
}

function factsOf(attributes: readonly { key: string; value: Value }[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, boolValue } }) => [
      key,
      stringValue ?? boolValue ?? Number(intValue),
    ]),
  );
}
