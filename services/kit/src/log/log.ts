import { type Logger, pino } from 'pino';

/** Structured logs; one line a thing that happened. */
export type Log = Logger;

const PERSONAL = [
  'password',
  'token',
  'cookie',
  'authorization',
  'phone',
  'mobile',
  'email',
  'callerNumber',
  'signature',
  'address',
  'name',
];

/** The process's log. Personal values are cut out wherever they stand. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    redact: { paths: PERSONAL.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[personal]' },
    serializers: {
      // Not `name`: that would be cut out as somebody's.
      err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }),
    },
  });
}
