/** Where the reading of a partner's rows stands. */
export interface Place {
  /** Number of the table in the plan, and its name: a plan that changed meanwhile starts anew. */
  readonly table: number;
  readonly name: string;
  /** Key of the last row that was read; null before the first. */
  readonly after: readonly string[] | null;
  /** Number of the next part. */
  readonly position: number;
  /** Rows read so far. */
  readonly rows: number;
}
