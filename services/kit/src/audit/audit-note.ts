import { uuidv7 } from 'uuidv7';
import type { Viewer } from '../viewer/viewer.ts';

/** A line for the audit trail, as a unit of work or the door says it. */
export interface AuditNote {
  readonly action: string;
  readonly noun: string;
  readonly id: string | null;
  readonly customerId?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
}

/** Who did it, from where. */
export interface AuditActor {
  readonly tenantId: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly way: string;
  readonly address: string | null;
  readonly sessionId: string | null;
  readonly supportId: string | null;
}

/** Writes lines in one statement: two parameters, tenant and {@link noteRows}. No login may read back what it wrote. */
export const WRITE_NOTES = `insert into ledger.audit_entry (tenant_id, id, actor_id, actor_name, way, address, session_id, support_id, action, noun, noun_id, customer_id, before, after)
  select ?::uuid, e.* from jsonb_to_recordset(?::jsonb) as e (id uuid, actor_id uuid, actor_name text, way text, address text, session_id uuid,
    support_id uuid, action text, noun text, noun_id uuid, customer_id uuid, before jsonb, after jsonb)`;

/** Lines as {@link WRITE_NOTES} takes them. */
export function noteRows(actor: AuditActor, notes: readonly AuditNote[]): string {
  return JSON.stringify(
    notes.map(({ action, noun, id, customerId, before, after }) => ({
      id: uuidv7(),
      actor_id: actor.actorId,
      actor_name: actor.actorName,
      way: actor.way,
      address: actor.address,
      session_id: actor.sessionId,
      support_id: actor.supportId,
      action,
      noun,
      noun_id: id,
      customer_id: customerId ?? null,
      before: before ?? null,
      after: after ?? null,
    })),
  );
}

/** A viewer as the trail names it. */
export function actorOf(viewer: Viewer): AuditActor {
  const isSystem = viewer.way === 'SYSTEM';
  return {
    tenantId: viewer.tenant,
    actorId: isSystem ? null : viewer.membershipId,
    actorName: viewer.name,
    way: viewer.way,
    address: viewer.address,
    sessionId: isSystem ? null : viewer.sessionId,
    supportId: viewer.support?.id ?? null,
  };
}
