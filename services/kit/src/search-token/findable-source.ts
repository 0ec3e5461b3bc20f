import type { Findable } from '../ledger/write-tokens.ts';

/** Where things that can be found come from: how they are read again, and what each is found by. */
export interface FindableSource<Row extends { id: string } = { id: string }> {
  /** Its name in events: `ticket`. */
  readonly noun: string;
  /** The table whose row every writer of the thing locks before it writes tokens. */
  readonly table: string;
  /** Selects `t.id` and the rest over the table, called `t`, without a condition. */
  readonly select: string;
  findable(row: Row): Findable;
}
