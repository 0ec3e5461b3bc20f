import { readByIds } from '../rows/read.ts';
import type { Shape } from '../rows/shape.ts';
import type { EntityReader } from '../service/service.ts';
import type { ServicePromise } from './service-promise.type.ts';

/**
 * How promises are read, anywhere: over the card, with the names looked up a row after the page is found. A thing's
 * promises hang on it by `{below: {shape: () => promiseShape, on: 'p.tenant_id = o.tenant_id and p.noun_id = o.id', orderBy: 'p.due_at'}}`.
 */
export const promiseShape: Shape = {
  table: 'ledger.promise_card',
  alias: 'p',
  customer: 'p.customer_id',
  columns: {
    id: 'p.id',
    kind: 'p.kind',
    noun: 'p.noun',
    nounId: 'p.noun_id',
    subject: 'p.subject',
    customerName:
      '(select pc.name from customers.customer_card pc where pc.tenant_id = p.tenant_id and pc.id = p.customer_id)',
    ownerName: '(select pm.name from identity.member_card pm where pm.tenant_id = p.tenant_id and pm.id = p.owner_id)',
    since: 'p.since',
    dueAt: 'p.due_at',
    state: 'p.state',
    keptAt: 'p.kept_at',
    pausedAt: 'p.paused_at',
    brokenAt: 'p.broken_at',
    isProvisional: 'p.is_provisional',
    clockMode: 'p.clock_mode',
    timeZone: 'p.time_zone',
    policyVersion: 'p.policy_version',
    hours: 'p.hours',
    derivation: 'p.derivation',
  },
};

/** Reads promises for `_entities`; every subgraph that shows them has it. */
export const promiseReader: EntityReader = (context, ids, selection) =>
  readByIds<ServicePromise>(context.source, promiseShape, selection, ids);
