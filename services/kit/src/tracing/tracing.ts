/** What is told of a span: names, numbers and ids of ours. Nobody's values, no texts of errors (README.md). */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** How a span begins. */
export interface SpanStart {
  /** Whose side of a call it is; a step within the process unless said. */
  readonly kind?: 'server' | 'client' | 'consumer';
  readonly facts?: Facts;
  /** What it is part of, as W3C writes it (`traceparent`): unless said, what runs here; null: nothing. */
  readonly parent?: string | null | undefined;
  /** The parent is a stranger's word: how much it makes us record is bounded. */
  readonly isStrangers?: boolean;
  /** What it follows from, as W3C writes it. */
  readonly cause?: string | undefined;
  /** Began so many milliseconds ago. */
  readonly ago?: number;
}

/** One step of one thing that is done. */
export interface Span {
  readonly traceId: string;
  /** As W3C writes it: what another process is told, so that its spans are parts of this one. */
  readonly traceparent: string;
  /** Whether anybody will see it. */
  readonly isSampled: boolean;
  /** What is known of it only now. */
  note(facts: Facts): void;
  /** Its name, where it is known only now. */
  rename(name: string): void;
  /** It came to nothing. Of an error its kind is told, never what it says. */
  fail(error: unknown): void;
  end(): void;
  /** Runs a task whose spans are parts of this one. */
  run<T>(task: () => T): T;
}

/** A span of another process: a page's, as our endpoint has checked it. */
export interface ForeignSpan {
  readonly name: string;
  readonly kind: 'internal' | 'client';
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Milliseconds since 1970, by our clock. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly facts: Facts;
  readonly hasFailed: boolean;
}

/** Makes spans, where tracing is on. */
export interface Tracer {
  /** What is being done here, if it is traced. */
  readonly now: Span | undefined;
  begin(name: string, start?: SpanStart): Span;
  /** A span as long as a task; what it throws is its failure. */
  during<T>(name: string, start: SpanStart, task: (span: Span) => Promise<T>): Promise<T>;
  /** The same where it is a part of something that is traced; else the task alone: what polls isn't told. */
  within<T>(name: string, start: SpanStart, task: (span: Span | undefined) => Promise<T>): Promise<T>;
  /** Runs a task at a place of its own: an empty one for what isn't done for what runs here, though that was the occasion. */
  at<T>(place: Place, task: () => T): T;
  /** An event reached a listener: what is read because of it is part of the trace the event came from, where the place hears. */
  heard(traceparent: string | undefined): void;
  /** Hands on a span of a page. */
  handOn(span: ForeignSpan): void;
}

/** Where something runs. Its span may come later, or be followed by another. */
export interface Place {
  span?: Span | undefined;
  /** The span that begins here when an event is heard: a turn of a stream. */
  readonly hears?: { readonly name: string; readonly start: SpanStart };
}

/**
 * The process's tracer; undefined unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set. Every seam looks here first, so that nothing
 * else happens where nobody traces: OpenTelemetry itself is loaded by `startTracing` alone.
 */
export const tracing: { tracer: Tracer | undefined } = { tracer: undefined };
