import { openPersonal } from '@landfall/kit/audit/subject-keys';
import type { Context } from '@landfall/kit/service/context';
import type { TrailRow } from './audit.shape.ts';
import type { AuditChange, AuditEntryType, AuditWay } from './audit-entry.type.ts';

type Values = Record<string, unknown>;

const LIST = /^\{[\w.,-]*\}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A line with what is about people opened, as far as their keys are there. */
interface OpenedLine {
  readonly row: TrailRow;
  readonly actorName: string | null;
  readonly address: string | null;
  readonly label: string | null;
  readonly before: Values;
  readonly after: Values;
  readonly isErased: boolean;
}

/** Lines for people: opened, ids of people and customers as their names. */
export async function readableLines(context: Context, rows: readonly TrailRow[]): Promise<AuditEntryType[]> {
  const lines = rows.map((row) => openedLine(context, row));
  const names = await namesOf(context, lines);
  return lines.map(({ row, before, after, ...line }) => ({
    id: row.id,
    at: row.at,
    actorId: row.actorId,
    actorName: line.actorName,
    address: line.address,
    way: row.way as AuditWay,
    sessionId: row.sessionId,
    supportId: row.supportId,
    action: row.action,
    causeId: row.causeId,
    noun: row.noun,
    nounId: row.nounId,
    label: line.label ?? (row.nounId && names.get(row.nounId)) ?? null,
    customerId: row.customerId,
    customerName: (row.customerId && names.get(row.customerId)) || null,
    changes: changesOf(before, after, names),
    isErased: line.isErased,
  }));
}

/** Opens what a line says of people. */
export function openedLine({ host }: Pick<Context, 'host'>, row: TrailRow): OpenedLine {
  let { label, actorName } = row;
  let address: string | null = null;
  let isErased = false;
  const before: Values = { ...row.before };
  const after: Values = { ...row.after };
  for (const [subject, sealed] of Object.entries(row.personal ?? {})) {
    const part = openPersonal(host.seals, subject, row.keys?.[subject], sealed);
    if (!part) {
      isErased = true;
      continue;
    }
    const actor = part.actor as { name: string; address: string | null } | undefined;
    actorName = actor?.name ?? actorName;
    address = actor?.address ?? address;
    label = (part.label as string | undefined) ?? label;
    Object.assign(before, part.before);
    Object.assign(after, part.after);
  }
  return { row, actorName, address, label, before, after, isErased };
}

function changesOf(before: Values, after: Values, names: ReadonlyMap<string, string>): AuditChange[] {
  const wording = (value: unknown): string | null => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string') return JSON.stringify(value);
    // A column of several values, as the database writes it.
    if (LIST.test(value)) return JSON.stringify(value.slice(1, -1).split(',').filter(Boolean));
    // An id without a name says nothing to anybody.
    return UUID.test(value) ? (names.get(value) ?? null) : value;
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: wording(before[field]), after: wording(after[field]) }))
    .filter((change) => change.before !== null || change.after !== null);
}

/** Things that are called by a name that stands elsewhere. */
const NAMED = new Set(['customer', 'member', 'partner', 'headquartersMember']);
const NAMES = `select id, name from identity.member_card where id = any($1::uuid[])
  union all select id, name from customers.customer_card where id = any($1::uuid[])
  union all select id, name from customers.contact_card where id = any($1::uuid[])`;
const NAMES_AT_HEADQUARTERS = `select id, name from identity.headquarters_card where id = any($1::uuid[])
  union all select partner_id, name from network.partner where partner_id = any($1::uuid[])`;

/** Names of the members, customers and contacts that lines speak of, as they are now; headquarters: of its own people and of partners. */
async function namesOf({ viewer, source }: Context, lines: readonly OpenedLine[]): Promise<Map<string, string>> {
  if (viewer.surface === 'portal') return new Map();
  const ids = new Set<string>();
  for (const { row, before, after } of lines) {
    for (const id of [row.customerId, NAMED.has(row.noun) ? row.nounId : null]) if (id) ids.add(id);
    for (const value of [...Object.values(before), ...Object.values(after)])
      if (typeof value === 'string' && UUID.test(value)) ids.add(value);
  }
  if (ids.size === 0) return new Map();
  const rows = await source.reader.query<{ id: string; name: string }>(source.scope, {
    name: `audit-names-${viewer.surface}`,
    text: viewer.surface === 'hq' ? NAMES_AT_HEADQUARTERS : NAMES,
    values: [[...ids]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
