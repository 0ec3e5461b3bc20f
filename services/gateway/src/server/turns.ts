import { FairGate, type Urgency } from '@landfall/kit/fairness/fair-gate';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { Known } from './accepted-documents.ts';

/**
 * A login has 8 connections: one tenant's share leaves some to others, and more at once over all would only wait there.
 */
export const CAPACITY = { total: 24, each: 6, waiting: 200 } as const;

/** A question as far as its turn depends on it. */
interface Question {
  readonly viewer: Viewer;
  readonly body: unknown;
  /** Part of a question that has had its turn already. */
  readonly isVouched?: boolean;
}

/** What a question came to. */
interface Answered {
  readonly status: number;
  readonly body: string;
}

/** A question that waits: what is run when its turn comes, and what it comes to. */
interface Waits<Answer> {
  task: () => Promise<Answer>;
  answer: Promise<Answer>;
}

/** Nobody's load is felt by others: each tenant has its share, and waits for itself; what matters most goes first. */
export class Turns<Answer extends Answered> {
  private readonly gate = new FairGate(CAPACITY);
  /** Questions that wait, by who asks what. */
  private readonly waiting = new Map<string, Waits<Answer>>();

  /**
   * Runs a task when it is its turn. What somebody asks again while the same of theirs still waits (a reload, a second tab, a
   * page that reads again) is asked once: it has not begun, so its answer is no older than either question.
   * @throws Problem LIMITED `overloaded`
   */
  take(question: Question, known: Known | undefined, task: () => Promise<Answer>): Promise<Answer> {
    if (question.isVouched) return task();
    const { tenant } = question.viewer;
    const urgency = urgencyOf(question, known);
    if (urgency === 'change' || !known || this.gate.isFree(tenant)) return this.gate.run(tenant, urgency, task);
    const key = JSON.stringify([question.viewer, known.operation.operationName, question.body]);
    const same = this.waiting.get(key);
    if (same) {
      // Who asked last is the likeliest to be there when its turn comes: a reload has left the first one.
      same.task = task;
      const alone = (): Promise<Answer> => this.gate.run(tenant, urgency, task);
      return same.answer.then((answer) => (isWhole(answer) ? answer : alone()), alone);
    }
    const waits: Waits<Answer> = { task, answer: undefined as never };
    waits.answer = this.gate.run(tenant, urgency, () => {
      this.waiting.delete(key);
      return waits.task();
    });
    this.waiting.set(key, waits);
    // Turned away, it never begins.
    waits.answer.catch(() => this.waiting.get(key) === waits && this.waiting.delete(key));
    return waits.answer;
  }
}

function isWhole({ status, body }: Answered): boolean {
  return status === 200 && !body.startsWith('{"errors"');
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
