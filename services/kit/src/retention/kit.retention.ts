import { HEADQUARTERS } from '../viewer/headquarters.ts';
import type { RetentionRule } from './retention-rule.ts';

const days = `now() - $1 * interval '1 day'`;

/** Kit's own bookkeeping: what nobody asks for any more. */
export const kitRetention: readonly RetentionRule[] = [
  {
    name: 'kit.outbox_event',
    term: 'technical',
    // Never what a consumer has yet to read, or what was put aside for it.
    cleanUp: `delete from kit.outbox_event where (tenant_id, id) in (select e.tenant_id, e.id from kit.outbox_event e
      where e.at < ${days} and e.xid < (select min(p.xid) from kit.consumer_position p)
        and not exists (select from kit.event_aside a where a.event_id = e.id)
      order by e.xid limit $2) returning 1`,
  },
  {
    name: 'kit.consumed_event',
    term: 'technical',
    // As long as an event can be read again, it is remembered that it was taken.
    cleanUp: `delete from kit.consumed_event where (tenant_id, consumer, event_id) in (select c.tenant_id, c.consumer, c.event_id
      from kit.consumed_event c where c.at < ${days} and not exists (select from kit.outbox_event e
        where e.tenant_id in (c.tenant_id, '${HEADQUARTERS}') and e.id = c.event_id) limit $2) returning 1`,
  },
  {
    name: 'kit.idempotency_key',
    term: 'technical',
    cleanUp: `delete from kit.idempotency_key where (tenant_id, membership_id, key) in (select k.tenant_id, k.membership_id, k.key
      from kit.idempotency_key k where k.at < ${days} limit $2) returning 1`,
  },
  {
    name: 'ledger.audit_entry',
    term: 'audit',
    cleanUp: `delete from ledger.audit_entry where (tenant_id, at, id) in (select a.tenant_id, a.at, a.id
      from ledger.audit_entry a where a.at < ${days} limit $2) returning 1`,
  },
];
