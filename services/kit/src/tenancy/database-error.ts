import { Problem } from '../problem/problem.ts';

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08003',
  '08001',
  '53300',
  '25006',
]);
const NOT_VISIBLE = new Set(['22P02', '42501']);

/** What PostgreSQL or the way to it says, as the people's error; anything unexpected is returned as it is. */
export function asProblem(error: unknown): Error {
  if (error instanceof Problem) return error;
  const cause = error as { code?: string; message?: string; name?: string };
  const message = cause.message ?? '';
  if (cause.name === 'RowLevelSecurityViolationException') return new Problem('NOT_FOUND', 'notFound');
  if (NOT_VISIBLE.has(cause.code ?? '') && /uuid|row-level security/.test(message))
    return new Problem('NOT_FOUND', 'notFound');
  if (
    GONE.has(cause.code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|the database system is/.test(message)
  ) {
    return new Problem('UNAVAILABLE', 'unavailable');
  }
  return error instanceof Error ? error : new Error(String(error));
}
