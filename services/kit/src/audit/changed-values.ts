import { type ChangeSet, ChangeSetType } from '@mikro-orm/core';
import { type MarkedColumn, markedColumns } from '../personal/personal.ts';
import { nounNameOf } from '../policy/noun.ts';
import type { AuditLine, PersonalPart } from './audit-note.ts';
import { isAudited } from './unaudited.ts';

/** Longer texts are cut: the trail says that and how a text changed, the thing itself has all of it. Characters. */
const LONGEST = 1000;
/** What every row has, what the line itself says, and what says nothing. */
const KEYS = new Set(['tenantId', 'id', 'customerId', 'version']);

/** What the marks say of an entity's properties. */
interface Marks {
  readonly left: ReadonlySet<string>;
  readonly subjects: ReadonlyMap<string, string>;
}

const marksByEntity = new Map<NewableFunction, Marks>();

function marksOf(entity: NewableFunction): Marks {
  let marks = marksByEntity.get(entity);
  if (!marks) {
    const own = markedColumns().filter((mark) => mark.entity === entity);
    const isLeft = ({ kind }: MarkedColumn): boolean => kind === 'secret' || kind === 'derived';
    marks = {
      left: new Set([...KEYS, ...own.filter(isLeft).map(({ property }) => property)]),
      subjects: new Map(own.flatMap(({ property, subject }) => (subject ? [[property, subject]] : []))),
    };
    marksByEntity.set(entity, marks);
  }
  return marks;
}

/** One row's change in a unit of work, over all its flushes. */
export interface RowChange {
  readonly entity: NewableFunction;
  readonly row: Record<string, unknown>;
  readonly isNew: boolean;
  isRemoved: boolean;
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

/** Takes what a flush wrote into the changes so far. */
export function addChanges(changes: Map<object, RowChange>, sets: readonly ChangeSet<object>[]): void {
  for (const { entity: row, meta, type, payload, originalEntity } of sets) {
    const entity = meta.class as unknown as NewableFunction;
    if (!isAudited(entity)) continue;
    let change = changes.get(row);
    if (!change) {
      change = {
        entity,
        row: row as never,
        isNew: type === ChangeSetType.CREATE,
        isRemoved: false,
        before: {},
        after: {},
      };
      changes.set(row, change);
    }
    if (type === ChangeSetType.DELETE || type === ChangeSetType.DELETE_EARLY) {
      change.isRemoved = true;
      Object.assign(change.before, originalEntity);
      continue;
    }
    for (const [property, value] of Object.entries(payload)) {
      if (!change.isNew && !(property in change.before))
        change.before[property] = (originalEntity as Record<string, unknown> | undefined)?.[property] ?? null;
      change.after[property] = value;
    }
  }
}

/** A change as a line: what changed, with people's values apart. `isBare`: nothing changed that anybody would look for. */
export function lineOfChange(change: RowChange, action: string | null): { line: AuditLine; isBare: boolean } {
  const { entity, row, isNew, isRemoved } = change;
  const { left, subjects } = marksOf(entity);
  const personal = new Map<string, PersonalPart>();
  const partOf = (property: string): PersonalPart => {
    const subject = String(row[subjects.get(property) ?? ''] ?? row.id);
    const part = personal.get(subject) ?? {};
    personal.set(subject, part);
    return part;
  };
  const plain = { before: {} as Record<string, unknown>, after: {} as Record<string, unknown> };
  for (const side of ['before', 'after'] as const)
    for (const [property, value] of Object.entries(change[side])) {
      if (left.has(property) || ((isNew || isRemoved) && isEmpty(value))) continue;
      const values = subjects.has(property) ? sideOf(partOf(property), side) : plain[side];
      values[property] = cut(value);
    }
  const isChange = Object.keys(plain.after).length + Object.keys(plain.before).length + personal.size > 0;
  const label = row.number ?? row.name;
  if (row.number === undefined && typeof label === 'string' && subjects.has('name')) partOf('name').label = label;
  const line: AuditLine = {
    action: action ?? (isNew ? 'create' : isRemoved ? 'remove' : 'change'),
    noun: nounNameOf(entity),
    id: String(row.id ?? row.tenantId),
    label: typeof label === 'string' && (row.number !== undefined || !subjects.has('name')) ? label : null,
    customerId: (row.customerId as string | null | undefined) ?? null,
    ...plain,
    personal,
  };
  return { line, isBare: !isNew && !isRemoved && !isChange };
}

function sideOf(part: PersonalPart, side: 'before' | 'after'): Record<string, unknown> {
  const values = part[side] ?? {};
  part[side] = values;
  return values;
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function cut(value: unknown): unknown {
  // A picture is told by its size.
  if (value instanceof Uint8Array) return `${value.byteLength} B`;
  const text = typeof value === 'string' ? value : typeof value === 'object' && value ? JSON.stringify(value) : null;
  if (text === null || text.length <= LONGEST) return value ?? null;
  return `${text.slice(0, LONGEST)}…`;
}
