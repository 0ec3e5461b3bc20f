import type { DataSubject } from '../personal/rows-about.ts';
import type { Seals } from '../seal/seals.ts';
import type { Row } from '../tenancy/reader.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { openPersonal } from './subject-keys.ts';

interface LineRow extends Row {
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly personal: Record<string, string | null> | null;
  readonly keys: Record<string, string | null> | null;
}

const MOST_LINES = 10_000;

const LINES = `select e.at, e.action, e.noun, e.noun_id as "thing", e.label, e.way, e.actor_id as "actor", e.before, e.after, e.personal,
    (select jsonb_object_agg(k.subject_id, k.sealed_key) from ledger.subject_key k where k.tenant_id = e.tenant_id
      and k.subject_id = any (array(select jsonb_object_keys(e.personal)::uuid))) as keys
  from ledger.audit_entry e where (e.actor_id = any($1::uuid[]) or e.noun_id = any($1::uuid[])) order by e.at desc, e.id desc limit ${MOST_LINES}`;

/** Lines of the audit trail by a person or about them, opened as far as they are about that person and nobody else. */
export async function linesAbout(tenancy: Tenancy, seals: Seals, person: DataSubject): Promise<Row[]> {
  const mine = [person.accountId, ...person.ids];
  const lines: Row[] = [];
  for (const tenant of person.tenants) {
    const rows = await tenancy
      .reader('desk')
      .query<LineRow>({ login: 'desk', tenant }, { text: LINES, values: [mine] });
    for (const { before, after, personal, keys, ...line } of rows) {
      const own = mine.flatMap((id) => {
        const part = openPersonal(seals, id, keys?.[id], personal?.[id] ?? null);
        return part ? [part] : [];
      });
      const merged = (side: 'before' | 'after', plain: object | null) =>
        Object.assign({}, plain, ...own.map((part) => part[side] ?? {}));
      const by = own.find((part) => part.actor)?.actor;
      const { at, action, noun, thing, label, way } = line;
      // What the person did to other things is the organisation's: when, from where and to which, not what it says.
      const isAboutThem = mine.includes(String(thing));
      lines.push({
        ...{ at, action, noun, thing, way, ...(by ? { by } : {}) },
        ...(isAboutThem ? { label, before: merged('before', before), after: merged('after', after) } : {}),
      });
    }
  }
  return lines;
}
