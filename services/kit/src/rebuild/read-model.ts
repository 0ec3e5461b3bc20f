import type { Source } from '../rows/read.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';

/** What a batch came to. */
export interface Batch {
  /** Where the next one goes on; null: there is no more. */
  readonly place: string | null;
  /** Things looked at. */
  readonly seen: number;
}

/** A batch that was brought to what the tables say. */
export interface RebuiltBatch extends Batch {
  /** Things that were otherwise before. */
  readonly changed: number;
}

/** A batch that was compared with what the tables say. */
export interface ComparedBatch extends Batch {
  /** Ids or keys of what differs: nothing personal, they are logged. */
  readonly differing: readonly string[];
}

/**
 * Rows that are walked over in one order. A batch is a transaction or a statement of its own beside everybody's work, so
 * it locks what could change under it, and leaves everything as right as it found it or more.
 */
export interface ReadModelPart {
  readonly name: string;
  /** Brings the next things behind a place to what the tables say; after it they equal what events would have left. */
  rebuild(unit: UnitOfWork, after: string | null, atMost: number): Promise<RebuiltBatch>;
  /** Says which of the next things behind a place differ; changes nothing. */
  compare(source: Source, after: string | null, atMost: number): Promise<ComparedBatch>;
}

/** What is derived from a tenant's tables and kept up to date by events or by the writers themselves. */
export interface ReadModel {
  /** Unique and stable: `cells`, `search.ticket`. */
  readonly name: string;
  /** In the order they are rebuilt. */
  readonly parts: readonly ReadModelPart[];
}

/** Sorts before every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
