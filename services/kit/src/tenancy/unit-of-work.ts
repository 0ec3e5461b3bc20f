import {
  type EntityClass,
  type EntityManager,
  type FilterQuery,
  LockMode,
  type RequiredEntityData,
} from '@mikro-orm/core';
import { uuidv7 } from 'uuidv7';
import { type AuditNote, actorOf, lineRows, subjectsOf, WRITE_LINES } from '../audit/audit-note.ts';
import { dropSubjectKeys, type SubjectKeys } from '../audit/subject-keys.ts';
import { Trail } from '../audit/trail.ts';
import { nounOf } from '../policy/noun.ts';
import { allows } from '../policy/policy.ts';
import { notFound, Problem } from '../problem/problem.ts';
import type { Seals } from '../seal/seals.ts';
import { traceOfNow } from '../tracing/event-trace.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { runStatement, sendWithNext } from './run-statement.ts';

/** A thing that happened, as a unit of work announces it. Ids only. */
export interface Announcement {
  readonly event: string;
  readonly noun: string;
  readonly id: string;
  readonly customerId?: string | null;
  readonly ids?: Readonly<Record<string, string>>;
}

/** What every row a unit of work touches has. */
interface TenantRow {
  tenantId: string;
  id: string;
}

/**
 * One transaction as one viewer. Entities are loaded through `load`, which authorises; changes, ledger rows and events
 * are flushed and committed together, or not at all.
 */
export class UnitOfWork {
  private readonly announced: { noun: string; noun_id: string; customer_id: string | null }[] = [];
  private readonly trail: Trail;
  private keys: ReadonlyMap<string, Buffer | null> = new Map();

  constructor(
    readonly em: EntityManager,
    readonly viewer: Viewer,
    /** The database's clock at the start of the transaction. */
    readonly now: Temporal.Instant,
    private readonly hostSeals?: Seals,
    private readonly subjectKeys?: SubjectKeys,
  ) {
    this.trail = new Trail(em);
  }

  /** The host's seals: a link's token is derived where the thing it leads to is made. @throws Error where the host has none */
  get seals(): Seals {
    if (!this.hostSeals) throw new Error('this host was opened without a secret');
    return this.hostSeals;
  }

  /** The tenant everything here belongs to. */
  get tenant(): string {
    return this.viewer.tenant;
  }

  /**
   * The one door to a row that will change: found, locked, authorised for the action, its state checked against the
   * machine. @throws Problem NOT_FOUND, FORBIDDEN, CONFLICT
   */
  async load<T extends TenantRow>(
    entity: EntityClass<T>,
    id: string,
    action: string,
    expectedVersion?: number | null,
  ): Promise<T> {
    const row = await this.find(entity, { id } as unknown as FilterQuery<T>);
    if (!row) throw notFound();
    const noun = nounOf(entity);
    if (!allows(noun.policy, this.viewer, action, row)) throw new Problem('FORBIDDEN', 'forbidden');
    const version = (row as { version?: number }).version;
    if (expectedVersion != null && version !== undefined && version !== expectedVersion) {
      throw new Problem('CONFLICT', 'versionConflict', ['expectedVersion'], { version, expectedVersion });
    }
    if (noun.machine?.knows(action)) noun.machine.next((row as unknown as { state: string }).state, action);
    return row;
  }

  /** Moves a thing along its machine and returns the state it left. @throws Problem CONFLICT */
  transition<State extends string, T extends TenantRow & { state: State }>(row: T, action: string): State {
    const from = row.state;
    const machine = nounOf(row.constructor as EntityClass<T>).machine;
    if (!machine) throw new Error(`${row.constructor.name} has no machine`);
    row.state = machine.next(from, action) as State;
    return from;
  }

  /** A row that is part of what was loaded already (its parent authorised the action). Locked; null where not visible. */
  find<T extends object>(entity: EntityClass<T>, where: FilterQuery<T>): Promise<T | null> {
    return this.em.findOne(entity, where as never, { lockMode: LockMode.PESSIMISTIC_WRITE }) as Promise<T | null>;
  }

  /** All rows of a condition, locked in the order of their ids so that two units of work never wait for each other in a circle. */
  findAll<T extends TenantRow>(entity: EntityClass<T>, where: FilterQuery<T>): Promise<T[]> {
    return this.em.find(entity, where, {
      lockMode: LockMode.PESSIMISTIC_WRITE,
      orderBy: { id: 'asc' } as never,
    }) as unknown as Promise<T[]>;
  }

  /** A new row of this tenant, with an id that sorts by time. Written with everything else. */
  create<T extends TenantRow>(
    entity: EntityClass<T>,
    data: Omit<RequiredEntityData<T>, 'tenantId' | 'id'> & { id?: string },
  ): T {
    const row = this.em.create(entity, {
      id: uuidv7(),
      ...data,
      tenantId: this.tenant,
    } as unknown as RequiredEntityData<T>);
    this.em.persist(row);
    return row as T;
  }

  /** Announces what happened; it is told to others only once this is committed. */
  announce({ event, noun, id, customerId, ids }: Announcement): void {
    const row = {
      id: uuidv7(),
      customer_id: customerId ?? null,
      event,
      noun,
      noun_id: id,
      ids: { ...ids, ...traceOfNow() },
    };
    this.announced.push(row);
  }

  /** A line for the audit trail: for what isn't the change of a row (an export, a read under support access). */
  note(note: AuditNote): void {
    this.trail.note(note);
  }

  /** What the audit trail calls this unit of work: the mutation's field, or the event the system works because of. */
  doing(action: string, causeId?: string): void {
    this.trail.name(action, causeId);
  }

  /** Leaves what was flushed so far out of the audit trail: what an erasure takes away is not kept there. */
  forget(): void {
    this.trail.forget();
  }

  /** A person is erased: what the audit trail says of them can't be read any more. */
  dropKeysOf(subjects: readonly string[]): Promise<void> {
    return dropSubjectKeys((statement, values) => this.execute(statement, values), this.tenant, subjects);
  }

  /**
   * Writes the lines of the audit trail and what was announced, in one statement, with the commit; kit does so at the end. A
   * surface may write events and not read them, so the ORM, which reads back what it wrote, doesn't do it.
   */
  async writeOut(): Promise<void> {
    const events = this.announced.splice(0);
    const lines = this.trail.take(this.viewer, events);
    const actor = { ...actorOf(this.viewer), causeId: this.trail.cause };
    const subjects = this.subjectKeys ? subjectsOf(actor, lines) : [];
    if (this.subjectKeys && lines.length > 0)
      this.keys = await this.subjectKeys.of((sql, values) => this.execute(sql, values), this.tenant, subjects);
    const given: [string, unknown[]][] = [];
    if (events.length > 0) given.push([WRITE_EVENTS, [this.tenant, JSON.stringify(events)]]);
    if (lines.length > 0) given.push([WRITE_LINES, [this.tenant, lineRows(actor, lines, this.keys)]]);
    const [first, second] = given;
    if (first && second) await this.send(`with told as (${first[0]}) ${second[0]}`, [...first[1], ...second[1]]);
    else if (first) await this.send(...first);
  }

  /** What this unit of work made is committed. */
  committed(): void {
    this.subjectKeys?.keep(this.tenant, this.keys);
  }

  /** Runs one statement inside this transaction: for what entities can't say (upserts, sets). */
  execute<R = unknown>(statement: string, values: readonly unknown[] = []): Promise<R[]> {
    return runStatement<R>(this.em, this.viewer.surface, statement, values);
  }

  /** Says one statement whose answer nobody waits for: it goes with the next one, the commit at the latest, and fails with it. */
  async send(statement: string, values: readonly unknown[]): Promise<void> {
    await sendWithNext(this.em, this.viewer.surface, [statement, values]);
  }
}

const WRITE_EVENTS = `insert into kit.outbox_event (tenant_id, id, customer_id, event, noun, noun_id, ids) select ?::uuid, e.*
  from jsonb_to_recordset(?::jsonb) as e (id uuid, customer_id uuid, event text, noun text, noun_id uuid, ids jsonb)`;
