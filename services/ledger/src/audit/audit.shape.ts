import type { Shape } from '@landfall/kit/rows/shape';

/** A row of the trail as it is kept, with the keys of the people it is about. */
export interface TrailRow {
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly accountId: string | null;
  readonly actorName: string | null;
  readonly way: string;
  readonly sessionId: string | null;
  readonly supportId: string | null;
  readonly action: string;
  readonly causeId: string | null;
  readonly noun: string;
  readonly nounId: string | null;
  readonly label: string | null;
  readonly customerId: string | null;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly personal: Record<string, string | null> | null;
  readonly keys: Record<string, string | null> | null;
}

/** How lines are read; whole, since what is shown of one is worked out from all of it. */
export const trailShape: Shape = {
  table: 'ledger.audit_entry',
  alias: 'e',
  columns: {
    id: 'e.id',
    at: 'e.at',
    actorId: 'e.actor_id',
    accountId: 'e.account_id',
    actorName: 'e.actor_name',
    way: 'e.way',
    sessionId: 'e.session_id',
    supportId: 'e.support_id',
    action: 'e.action',
    causeId: 'e.cause_id',
    noun: 'e.noun',
    nounId: 'e.noun_id',
    label: 'e.label',
    customerId: 'e.customer_id',
    before: 'e.before',
    after: 'e.after',
    personal: 'e.personal',
    keys: `(select jsonb_object_agg(k.subject_id, k.sealed_key) from ledger.subject_key k where k.tenant_id = e.tenant_id
      and k.subject_id = any (array(select jsonb_object_keys(e.personal)::uuid)))`,
  },
};

/** Every column of a line, for every line of a page. */
export const WHOLE_LINES = { nodes: Object.fromEntries(Object.keys(trailShape.columns).map((field) => [field, {}])) };
