import { Problem } from '../problem/problem.ts';

/** PostgreSQL, the way to it, or room on its disk is gone. */
const GONE = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'EHOSTUNREACH',
    'EAI_AGAIN',
    'ENOENT',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
  ],
  ...['57P01', '57P02', '57P03', '57P05', '08006', '08003', '08001', '53300', '25006', '53100', '53200', '58030'],
]);
const GONE_IN_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|the database system is|not queryable|Query read timeout/;
/** It took too long, or stood in another's way: rolled back whole, so that trying again is safe and may well work. */
const BUSY = new Set(['57014', '25P03', '25P04', '40P01', '40001', '55P03']);
/** A named statement isn't there, or is there already: a pooler that knows nothing of names (PgBouncer before 1.21) changed the connection. */
const ASTRAY = new Set(['26000', '42P05']);
const NOT_VISIBLE = new Set(['22P02', '42501']);
/** A value PostgreSQL can't take: out of range, a zero character, longer than an index holds. */
const WRONG_VALUE = new Set(['22P02', '22P05', '22001', '22003', '22007', '22008', '22021', '54000']);

/** What PostgreSQL or the way to it says, as the people's error; anything unexpected is returned as it is. */
export function asProblem(error: unknown): Error {
  if (error instanceof Problem) return error;
  const { code = '', message = '', name } = (error ?? {}) as { code?: string; message?: string; name?: string };
  if (name === 'RowLevelSecurityViolationException') return new Problem('NOT_FOUND', 'notFound');
  if (NOT_VISIBLE.has(code) && /uuid|row-level security/.test(message)) return new Problem('NOT_FOUND', 'notFound');
  if (BUSY.has(code) || ASTRAY.has(code)) return new Problem('UNAVAILABLE', 'busy');
  if (GONE.has(code) || GONE_IN_WORDS.test(message)) return new Problem('UNAVAILABLE', 'unavailable');
  if (WRONG_VALUE.has(code) || message.startsWith('invalid message format'))
    return new Problem('INVALID', 'invalidInput');
  return error instanceof Error ? error : new Error(String(error));
}

/** Whether names of statements get lost on the way. */
export function isAstray(error: unknown): boolean {
  return ASTRAY.has((error as { code?: string } | null)?.code ?? '');
}

/** Whether PostgreSQL ended the statement: its time was over. */
export function isCut(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === '57014';
}

/** Whether trying the same again is only a question of time: nothing about the attempt itself was wrong. */
export function isAway(error: unknown): boolean {
  return error instanceof Problem && error.code === 'UNAVAILABLE' && error.reason !== 'busy';
}

/** Whether it was rolled back whole, and may well work when it is tried again. */
export function isUndone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'UNAVAILABLE' && error.reason !== 'outcomeUnknown';
}
