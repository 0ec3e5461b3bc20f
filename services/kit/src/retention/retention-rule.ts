import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import type { Term } from './terms.ts';

/** What a batch of an erasure came to. */
export interface Erased {
  /** Rows that name nobody any more. Fewer than {@link ERASED_AT_ONCE}: there are no more. */
  readonly ids: readonly string[];
}

/** The most rows a batch touches: a transaction has to end within 2 s. */
export const ERASED_AT_ONCE = 200;
/** The most rows a clean-up deletes in one statement. */
export const DELETED_AT_ONCE = 1000;

interface Rule {
  /** Unique and stable: `support.call`. */
  readonly name: string;
  /** How long it is kept. */
  readonly term: Term;
}

/** Bookkeeping and secrets that are over are deleted. */
export interface CleanUp extends Rule {
  /** As the worker: one statement that deletes at most `$2` rows that were over `$1` days ago, `returning 1`. */
  readonly cleanUp: string;
}

/** People's values that are over are taken out of rows that stay. */
export interface Erasure extends Rule {
  /** The thing, as the audit trail calls it. */
  readonly noun: string;
  /** As each tenant: at most {@link ERASED_AT_ONCE} rows that were over so many days ago; their people's keys are dropped. */
  readonly erase: (unit: UnitOfWork, days: number) => Promise<Erased>;
}

/** What happens at the end of a noun's retention. */
export type RetentionRule = CleanUp | Erasure;
