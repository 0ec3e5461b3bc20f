import { Problem } from '../problem/problem.ts';

/** An error as a span tells it. */
export interface Failure {
  /** Its code or class. What it says may name people, and is left out. */
  readonly kind: string;
  /** Whether something is wrong with us: a refusal is an answer. */
  readonly isOurs: boolean;
}

const OURS: ReadonlySet<string> = new Set(['INTERNAL', 'UNAVAILABLE']);

/** What a span tells of an error: a Problem's code, PostgreSQL's, or the name of its class. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) return { kind: error.code, isOurs: OURS.has(error.code) };
  if (typeof error === 'string') return { kind: error, isOurs: OURS.has(error) || /^5\d\d$/.test(error) };
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return { kind: code, isOurs: true };
  return { kind: error instanceof Error ? error.constructor.name : 'Error', isOurs: true };
}
