import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Seals } from '../seal/seals.ts';

type Execute = <R = unknown>(statement: string, values?: readonly unknown[]) => Promise<R[]>;

const PURPOSE = 'audit subject';
const NONCE = 12;
const TAG = 16;
const MOST_REMEMBERED = 20_000;

/** A person's value as the trail keeps it: AES-256-GCM, bound to the person. */
export function sealFor(key: Buffer, subject: string, text: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(subject));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What {@link sealFor} sealed; null where key and text don't belong together any more. */
function openFor(key: Buffer, subject: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  cipher.setAAD(Buffer.from(subject));
  cipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** What a line holds of a person, opened with the person's key as the table keeps it; null once that is dropped. */
export function openPersonal(
  seals: Seals,
  subject: string,
  sealedKey: string | null | undefined,
  sealed: string | null,
): Record<string, unknown> | null {
  if (!sealedKey || !sealed) return null;
  const text = openFor(Buffer.from(seals.open(sealedKey, PURPOSE), 'base64url'), subject, sealed);
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

/**
 * The keys of the people a host writes lines about, remembered once they are committed: only writing uses the memory, so a
 * dropped key that is still remembered seals what nobody can open.
 */
export class SubjectKeys {
  private readonly known = new Map<string, Buffer | null>();

  constructor(private readonly seals: Seals) {}

  /**
   * Keys of people, made where there is none yet; null where a person was erased. Costs a statement only for people this
   * process hasn't met. `keep` them once the transaction is committed.
   */
  async of(execute: Execute, tenant: string, subjects: readonly string[]): Promise<Map<string, Buffer | null>> {
    const found = new Map<string, Buffer | null>();
    let missing: string[] = [];
    for (const subject of subjects) {
      const key = this.known.get(`${tenant} ${subject}`);
      if (key === undefined) missing.push(subject);
      else found.set(subject, key);
    }
    // A second time only where somebody else made a key in between, which the first statement couldn't see.
    for (let attempt = 0; missing.length > 0 && attempt < 2; attempt += 1) {
      for (const row of await execute<{ subject_id: string; sealed_key: string | null }>(FIND_OR_MAKE, [
        tenant,
        JSON.stringify(missing.toSorted().map((id) => ({ id, key: this.make() }))),
      ]))
        found.set(row.subject_id, row.sealed_key === null ? null : this.open(row.sealed_key));
      missing = missing.filter((subject) => !found.has(subject));
    }
    return found;
  }

  /** Remembers keys that are committed. */
  keep(tenant: string, keys: ReadonlyMap<string, Buffer | null>): void {
    if (this.known.size > MOST_REMEMBERED) this.known.clear();
    for (const [subject, key] of keys) this.known.set(`${tenant} ${subject}`, key);
  }

  private make(): string {
    return this.seals.seal(randomBytes(32).toString('base64url'), PURPOSE);
  }

  private open(sealed: string): Buffer {
    return Buffer.from(this.seals.open(sealed, PURPOSE), 'base64url');
  }
}

const FIND_OR_MAKE = `with asked as (select ?::uuid as tenant_id, e.id, e.key from jsonb_to_recordset(?::jsonb) as e (id uuid, key text)),
  known as (select k.subject_id, k.sealed_key from ledger.subject_key k join asked a on a.tenant_id = k.tenant_id and a.id = k.subject_id),
  made as (insert into ledger.subject_key (tenant_id, subject_id, sealed_key)
    select a.tenant_id, a.id, a.key from asked a where not exists (select from known where known.subject_id = a.id) order by a.id
    on conflict do nothing returning subject_id, sealed_key)
  select subject_id, sealed_key from known union all select subject_id, sealed_key from made`;

/** Drops people's keys in a tenant: whatever the trail says of them can't be read any more. */
export async function dropSubjectKeys(execute: Execute, tenant: string, subjects: readonly string[]): Promise<void> {
  await execute(
    `insert into ledger.subject_key (tenant_id, subject_id, sealed_key, dropped_at)
     select ?::uuid, value::uuid, null, now() from jsonb_array_elements_text(?::jsonb) order by 2
     on conflict (tenant_id, subject_id) do update set sealed_key = null, dropped_at = excluded.dropped_at
     where ledger.subject_key.dropped_at is null`,
    [tenant, JSON.stringify([...new Set(subjects)])],
  );
}
