import { FairGate, type Urgency } from '@landfall/kit/fairness/fair-gate';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { Known } from './accepted-documents.ts';

/**
 * A login has 8 connections: one tenant's share leaves some to others, and more at once over all would only wait there.
 */
const CAPACITY = { total: 24, each: 6, waiting: 200 } as const;

/** A question as far as its turn depends on it. */
interface Question {
  readonly viewer: Viewer;
  readonly body: unknown;
  /** Part of a question that has had its turn already. */
  readonly isVouched?: boolean;
}

/** Nobody's load is felt by others: each tenant has its share, and waits for itself; what matters most goes first. */
export class Turns {
  private readonly gate = new FairGate(CAPACITY);

  /** Runs a task when it is its turn. @throws Problem LIMITED `overloaded` */
  take<T>(question: Question, known: Known | undefined, task: () => Promise<T>): Promise<T> {
    if (question.isVouched) return task();
    return this.gate.run(question.viewer.tenant, urgencyOf(question, known), task);
  }
}

/** What somebody has done goes before what somebody looks at, and that before headquarters' sums. */
function urgencyOf({ viewer, body }: Question, known: Known | undefined): Urgency {
  const { query } = (body ?? {}) as { query?: unknown };
  const isChange = known
    ? known.operation.operation.operation === 'mutation'
    : typeof query === 'string' && /\bmutation\b/.test(query);
  if (isChange) return 'change';
  return viewer.surface === 'hq' ? 'report' : 'read';
}
