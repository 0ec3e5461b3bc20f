import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { tracing } from '../tracing/tracing.ts';
import { errorFacts, redactor } from './redact.ts';

/** Structured logs; one line a thing that happened. */
export type Log = Logger;

/** The process's log. Personal values and secrets, as entities mark them, are cut out wherever they stand. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: null,
    formatters: { log: redactor() },
    serializers: { err: errorFacts },
    // Whatever is said while something is traced names the trace.
    ...(tracing.tracer ? { mixin: traceNow } : {}),
    hooks: {
      // Left to itself pino says what the error says where nobody says anything.
      logMethod(args, method) {
        const [first, said] = args as unknown as [unknown, unknown];
        const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
        if (error instanceof Error && said === undefined)
          method.apply(this, [
            { ...(first instanceof Error ? {} : (first as object)), err: error },
            String(errorFacts(error).message),
          ]);
        else method.apply(this, args);
      },
    },
  };
  return pino(options, destination ?? pino.destination(2));
}

function traceNow(): object {
  const now = tracing.tracer?.now;
  return now ? { traceId: now.traceId } : {};
}
