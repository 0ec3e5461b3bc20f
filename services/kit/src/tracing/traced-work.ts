import type { Login } from '../database/logins.ts';
import type { BusEvent } from '../event-bus/event-bus.ts';
import { statementLogger } from './statement.ts';
import { type Tracer, tracing } from './tracing.ts';

/** A transaction as a span of what it is done for. */
export function tracedWork<T>(tracer: Tracer, login: Login, work: () => Promise<T>): Promise<T> {
  const facts = { 'db.system.name': 'postgresql', 'db.operation.name': 'transaction', 'landfall.login': login };
  return tracer.within('transaction', { kind: 'client', facts }, work);
}

/** An ORM whose statements are spans of the transaction they are in. */
export function tracedStatements(login: Login): object {
  return {
    loggerFactory: () =>
      statementLogger(login, (summary, facts, ago, hasFailed) => {
        const { tracer } = tracing;
        if (!tracer?.now?.isSampled) return;
        const span = tracer.begin(summary, { kind: 'client', facts, ago });
        if (hasFailed) span.fail('UNAVAILABLE');
        span.end();
      }),
  };
}

/** What a consumer does about an event: part of the trace that the event came from, and linked to what announced it. */
export function tracedConsumer(
  tracer: Tracer,
  consumer: string,
  { id, event, tenantId, traceparent }: BusEvent,
  work: () => Promise<void>,
): Promise<void> {
  const facts = {
    'messaging.system': 'landfall_outbox',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': event,
    'messaging.consumer.group.name': consumer,
    'messaging.message.id': id,
    'landfall.tenant': tenantId,
  };
  return tracer.during(
    `process ${event}`,
    { kind: 'consumer', facts, parent: traceparent ?? null, cause: traceparent },
    work,
  );
}
