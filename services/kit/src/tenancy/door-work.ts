import { uuidv7 } from 'uuidv7';
import { type AuditActor, type AuditNote, lineOf, lineRows, subjectsOf, WRITE_LINES } from '../audit/audit-note.ts';
import { dropSubjectKeys, type SubjectKeys } from '../audit/subject-keys.ts';
import { traceOfNow } from '../tracing/event-trace.ts';
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
    private readonly subjectKeys?: SubjectKeys,
  ) {}

  /** Announces what happened, among headquarters' own events unless a tenant is named; told once this is committed. */
  async announce({ event, noun, id, ids, customerId }: Announcement, tenantId = HEADQUARTERS): Promise<void> {
    await this.execute(
      `insert into kit.outbox_event (tenant_id, id, customer_id, event, noun, noun_id, ids) values (?, ?, ?, ?, ?, ?, ?)`,
      [tenantId, uuidv7(), customerId ?? null, event, noun, id, JSON.stringify({ ...ids, ...traceOfNow() })],
    );
  }

  /** A line in a tenant's audit trail. Whose name and address it holds: the actor's account, or the one the door sees now. */
  async note(actor: AuditActor, note: AuditNote): Promise<void> {
    const seen = await this.seen();
    const who = { ...actor, accountId: actor.accountId ?? seen };
    const lines = [lineOf(note)];
    // People's keys are seen by themselves only.
    const keys = await this.as(who.accountId, seen, () => this.keysOf(who.tenantId, subjectsOf(who, lines)));
    await this.execute(WRITE_LINES, [who.tenantId, lineRows(who, lines, keys)]);
  }

  /** The account is erased: what a tenant's audit trail says of it can't be read any more. */
  async dropKeys(tenantId: string, accountId: string): Promise<void> {
    await this.as(accountId, await this.seen(), () => dropSubjectKeys(this.execute, tenantId, [accountId]));
  }

  private async keysOf(tenantId: string, subjects: readonly string[]): Promise<Map<string, Buffer | null>> {
    return (await this.subjectKeys?.of(this.execute, tenantId, subjects)) ?? new Map();
  }

  /** Whose own rows are in sight: a door may turn to somebody once they have proven themselves. */
  private async seen(): Promise<string | null> {
    const [row] = await this.execute<{ account: string }>(`select current_setting('app.account', true) as account`);
    return row?.account && row.account !== NOBODY ? row.account : null;
  }

  /** Runs a task with an account's own rows in sight, and turns back. */
  private async as<T>(account: string | null, seen: string | null, task: () => Promise<T>): Promise<T> {
    if (account === null || account === seen) return task();
    const see = (id: string): Promise<unknown[]> => this.execute(`select set_config('app.account', ?, true)`, [id]);
    await see(account);
    const result = await task();
    await see(seen ?? NOBODY);
    return result;
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
