import { uuidv7 } from 'uuidv7';
import type { Viewer } from '../viewer/viewer.ts';
import { sealFor } from './subject-keys.ts';

/** Values by property; what is left out isn't known. */
export type Values = Readonly<Record<string, unknown>>;

/** A line for the audit trail, as a unit of work or the door says it. */
export interface AuditNote {
  readonly action: string;
  readonly noun: string;
  readonly id: string | null;
  /** Its number or name; nobody's own name. */
  readonly label?: string | null;
  readonly customerId?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
  /** Whose before and after are: they are sealed with that person's key. */
  readonly subjectId?: string | null;
}

/** A line with what is about people apart, by whose it is. */
export interface AuditLine extends Omit<AuditNote, 'subjectId' | 'before' | 'after'> {
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly personal?: ReadonlyMap<string, PersonalPart>;
}

/** What a line says of one person. */
export interface PersonalPart {
  label?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Who did it, from where. */
export interface AuditActor {
  readonly tenantId: string;
  readonly actorId: string | null;
  /** Whose key seals name and address; at the door the account the door was opened for, unless said. */
  readonly accountId?: string | null;
  readonly actorName: string;
  readonly way: string;
  readonly address: string | null;
  readonly sessionId: string | null;
  readonly supportId: string | null;
  /** The event that made the system do it. */
  readonly causeId?: string | null;
}

const COLUMNS =
  'id, actor_id, account_id, actor_name, way, session_id, support_id, action, cause_id, noun, noun_id, label, customer_id, before, after, personal';

/** Writes lines: two parameters, tenant and {@link lineRows}. No login may change what it wrote. */
export const WRITE_LINES = `insert into ledger.audit_entry (tenant_id, ${COLUMNS})
  select ?::uuid, e.* from jsonb_to_recordset(?::jsonb) as e (id uuid, actor_id uuid, account_id uuid, actor_name text, way text,
    session_id uuid, support_id uuid, action text, cause_id uuid, noun text, noun_id uuid, label text, customer_id uuid,
    before jsonb, after jsonb, personal jsonb)`;

/** A note's before and after, with its person's apart. */
export function lineOf({ subjectId, before, after, ...note }: AuditNote): AuditLine {
  if (!subjectId) return { ...note, before: before as Values, after: after as Values };
  const part: PersonalPart = {
    ...(before ? { before: before as Record<string, unknown> } : {}),
    ...(after ? { after: after as Record<string, unknown> } : {}),
  };
  return { ...note, personal: new Map([[subjectId, part]]) };
}

/** Everybody whose key the lines need. */
export function subjectsOf(actor: AuditActor, lines: readonly AuditLine[]): string[] {
  const people = lines.flatMap(({ personal }) => [...(personal?.keys() ?? [])]);
  return [...new Set(actor.accountId ? [actor.accountId, ...people] : people)];
}

/** Lines as {@link WRITE_LINES} takes them. A person without a key was erased: nothing more is said of them. */
export function lineRows(
  actor: AuditActor,
  lines: readonly AuditLine[],
  keys: ReadonlyMap<string, Buffer | null>,
): string {
  return JSON.stringify(
    lines.map((line) => {
      const parts = new Map<string, object>(line.personal);
      if (actor.accountId) {
        const who = { name: actor.actorName, address: actor.address };
        parts.set(actor.accountId, { ...parts.get(actor.accountId), actor: who });
      }
      const personal = [...parts].map(([subject, part]) => {
        const key = keys.get(subject);
        return [subject, key ? sealFor(key, subject, JSON.stringify(part)) : null];
      });
      return {
        id: uuidv7(),
        actor_id: actor.actorId,
        account_id: actor.accountId ?? null,
        // People's names are sealed or not kept at all.
        actor_name: actor.way === 'SYSTEM' ? actor.actorName : null,
        way: actor.way,
        session_id: actor.sessionId,
        support_id: actor.supportId,
        action: line.action,
        cause_id: actor.causeId ?? null,
        noun: line.noun,
        noun_id: line.id,
        label: line.label ?? null,
        customer_id: line.customerId ?? null,
        before: orNull(line.before),
        after: orNull(line.after),
        personal: personal.length > 0 ? Object.fromEntries(personal) : null,
      };
    }),
  );
}

function orNull(values: Values | null | undefined): Values | null {
  return values && Object.keys(values).length > 0 ? values : null;
}

/** A viewer as the trail names it. */
export function actorOf(viewer: Viewer): AuditActor {
  const isSystem = viewer.way === 'SYSTEM';
  return {
    tenantId: viewer.tenant,
    actorId: isSystem ? null : viewer.membershipId,
    accountId: isSystem ? null : viewer.accountId,
    actorName: viewer.name,
    way: viewer.way,
    address: viewer.address,
    sessionId: isSystem ? null : viewer.sessionId,
    supportId: viewer.support?.id ?? null,
  };
}
