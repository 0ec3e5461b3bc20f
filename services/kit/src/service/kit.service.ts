import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { SubjectKey } from '../audit/subject-key.entity.ts';
import { Counter } from '../counter/counter.entity.ts';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity.ts';
import { SearchSubject } from '../ledger/search-subject.entity.ts';
import { SearchToken } from '../ledger/search-token.entity.ts';
import { ServicePromiseRow } from '../ledger/service-promise.entity.ts';
import { kitMigrations } from '../migration/list.ts';
import { ConsumedEvent } from '../outbox/consumed-event.entity.ts';
import { ConsumerPosition } from '../outbox/consumer-position.entity.ts';
import { EventAside } from '../outbox/event-aside.entity.ts';
import { OutboxEvent } from '../outbox/outbox-event.entity.ts';
import { ReadModelRun } from '../rebuild/read-model-run.entity.ts';
import { kitRetention } from '../retention/kit.retention.ts';
import { RetentionRun } from '../retention/retention-run.entity.ts';
import type { Service } from './service.ts';

/** Kit's own tables, and the ledger's that any service writes to in its own transaction. It has no subgraph. */
export const kit: Service = {
  name: 'kit',
  entities: [
    OutboxEvent,
    ConsumedEvent,
    ConsumerPosition,
    EventAside,
    IdempotencyKey,
    Counter,
    ServicePromiseRow,
    SearchToken,
    SearchSubject,
    AuditEntry,
    SubjectKey,
    RetentionRun,
    ReadModelRun,
  ],
  resolvers: [],
  retention: kitRetention,
  migrations: kitMigrations,
  cards: [
    {
      name: 'ledger.promise_card',
      readers: ['desk', 'portal'],
      select: `select tenant_id, id, kind, state, noun, noun_id, subject, customer_id, owner_id, since, due_at, kept_at, paused_at,
        broken_at, is_provisional, clock_mode, time_zone, policy_version, hours, derivation, allowance_hours from ledger.service_promise`,
    },
  ],
};
