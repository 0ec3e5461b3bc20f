import type { EntityManager, EventSubscriber, FlushEventArgs } from '@mikro-orm/core';
import type { Viewer } from '../viewer/viewer.ts';
import { type AuditLine, type AuditNote, lineOf } from './audit-note.ts';
import { addChanges, lineOfChange, type RowChange } from './changed-values.ts';

/** What was announced, as far as the trail needs it. */
interface Announced {
  readonly noun: string;
  readonly noun_id: string;
  readonly customer_id: string | null;
}

const trails = new WeakMap<object, Trail>();

/** Hands every flush of a unit of work to its trail. Registered with the ORM of each surface. */
export class TrailSubscriber implements EventSubscriber {
  afterFlush({ em, uow }: FlushEventArgs): void {
    const sets = uow.getChangeSets();
    if (sets.length > 0) trails.get(em)?.add(sets as never);
  }
}

/** What one unit of work does, as the audit trail will say it. */
export class Trail {
  /** The mutation's field, or the event the system works because of; null: each line says what happened to its row. */
  private action: string | null = null;
  private causeId: string | null = null;
  private readonly changes = new Map<object, RowChange>();
  private readonly notes: AuditNote[] = [];

  constructor(em: EntityManager) {
    trails.set(em, this);
  }

  /** What this unit of work is about, and the event that asked for it. */
  name(action: string, causeId: string | null = null): void {
    this.action = action;
    this.causeId = causeId;
  }

  get cause(): string | null {
    return this.causeId;
  }

  add(sets: Parameters<typeof addChanges>[1]): void {
    addChanges(this.changes, sets);
  }

  /** Forgets the changes so far. */
  forget(): void {
    this.changes.clear();
  }

  note(note: AuditNote): void {
    this.notes.push(note);
  }

  /**
   * The lines: one a thing. A note about a thing that changed stands for the change too. Where rows were only touched, or
   * what was said is kept elsewhere (a remark in a story), one line says that it was done.
   */
  take(viewer: Viewer, announced: readonly Announced[]): AuditLine[] {
    const notes = this.notes.splice(0).map(lineOf);
    const changes = [...this.changes.values()].map((change) => lineOfChange(change, this.action));
    this.changes.clear();
    const noted = new Map(notes.map((note) => [`${note.noun} ${note.id}`, note]));
    const lines: AuditLine[] = [];
    for (const { line, isBare } of changes) {
      const note = noted.get(`${line.noun} ${line.id}`);
      if (note) noted.delete(`${line.noun} ${line.id}`);
      if (note || !isBare) lines.push(note ? merged(line, note) : line);
    }
    lines.push(...notes.filter((note) => noted.get(`${note.noun} ${note.id}`) === note));
    const first = announced[0];
    if (lines.length === 0 && changes[0]) lines.push(changes[0].line);
    else if (lines.length === 0 && first && this.action && viewer.way !== 'SYSTEM')
      lines.push({ action: this.action, noun: first.noun, id: first.noun_id, customerId: first.customer_id });
    const own = viewer.customers[0] ?? null;
    return lines.map((line) => (line.customerId ? line : { ...line, customerId: own }));
  }
}

function merged(line: AuditLine, note: AuditLine): AuditLine {
  const given = Object.fromEntries(Object.entries(note).filter(([, value]) => value !== null && value !== undefined));
  return {
    ...line,
    ...given,
    before: { ...line.before, ...note.before },
    after: { ...line.after, ...note.after },
    personal: new Map([...(line.personal ?? []), ...(note.personal ?? [])]),
  };
}
