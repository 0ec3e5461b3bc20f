import { uuidv7 } from 'uuidv7';
import { type AuditActor, type AuditNote, noteRows, WRITE_NOTES } from '../audit/audit-note.ts';
import { HEADQUARTERS } from '../viewer/headquarters.ts';
import type { Announcement } from './unit-of-work.ts';

type Execute = <R = unknown>(statement: string, values?: readonly unknown[]) => Promise<R[]>;

/**
 * One transaction of the login `edge`: accounts, sessions, secrets, before or beside a tenant. It sees what it can name by
 * a hash, or one account's rows; what it announces and notes it can't read back.
 */
export class DoorWork {
  constructor(
    /** Runs one statement with `?` for its values. */
    readonly execute: Execute,
    /** The database's clock at the start of the transaction. */
    readonly now: Temporal.Instant,
  ) {}

  /** Announces what happened, among headquarters' own events unless a tenant is named; told once this is committed. */
  async announce({ event, noun, id, ids, customerId }: Announcement, tenantId = HEADQUARTERS): Promise<void> {
    await this.execute(
      `insert into kit.outbox_event (tenant_id, id, customer_id, event, noun, noun_id, ids) values (?, ?, ?, ?, ?, ?, ?)`,
      [tenantId, uuidv7(), customerId ?? null, event, noun, id, JSON.stringify({ ...ids })],
    );
  }

  /** A line in a tenant's audit trail. */
  async note(actor: AuditActor, note: AuditNote): Promise<void> {
    await this.execute(WRITE_NOTES, [actor.tenantId, noteRows(actor, [note])]);
  }
}
