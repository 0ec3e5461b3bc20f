import type { KnownQuery, WireConnection } from './known-query.ts';

/**
 * Statements one behind the other under one Sync: what stands before the first is sent once, and a socket is written to
 * and read from once. Where one fails, none behind it has run, and `done` hears of it; else each is told its own rows first.
 */
export class QueriesTogether {
  private place = 0;

  constructor(
    private readonly queries: readonly KnownQuery[],
    private readonly done: (error: Error | null) => void,
  ) {}

  /** Under which pg notes that it was parsed: that of the statement whose answers come now. */
  get name(): string | undefined {
    return this.current?.name;
  }

  get text(): string | undefined {
    return this.current?.text;
  }

  submit(connection: WireConnection): null {
    const last = this.queries.length - 1;
    connection.stream.cork();
    try {
      this.queries[0]?.open(connection);
      for (const [i, query] of this.queries.entries()) query.ask(connection, i === last);
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.current?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.current?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: WireConnection): void {
    const wasOpening = this.current?.isOpening;
    this.current?.handleCommandComplete(message, connection);
    if (!wasOpening) this.place += 1;
  }

  /** A text that says nothing: no rows, and no word of its end. */
  handleEmptyQuery(): void {
    this.place += 1;
  }

  handleError(error: Error, connection: WireConnection): void {
    // The server has skipped what was behind it: nothing of that was parsed.
    for (const { name } of this.queries.slice(this.place)) if (name) delete connection.submittedNamedStatements[name];
    this.done(error);
  }

  handleReadyForQuery(connection: WireConnection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection);
    this.done(null);
  }

  private get current(): KnownQuery | undefined {
    return this.queries[this.place];
  }
}
