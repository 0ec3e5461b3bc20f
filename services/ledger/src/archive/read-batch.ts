import type { CsvCell } from '@landfall/kit/csv/csv-text';
import type { Seals } from '@landfall/kit/seal/seals';
import type { Scope } from '@landfall/kit/tenancy/logins';
import type { Reader } from '@landfall/kit/tenancy/reader';
import { type TrailRow, trailShape } from '../audit/audit.shape.ts';
import { openedLine } from '../audit/readable-lines.ts';
import type { TablePlan } from './archive-plan.ts';
import { drawingOf } from './drawing.ts';

/** Rows of one reading: small enough for a statement, and for memory. */
export const BATCH = 500;

/** A file that hangs on a row. */
export interface RowFile {
  readonly path: string;
  readonly content: Buffer;
}

/** Some rows of a table, ready to be written. */
export interface Batch {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly files: readonly RowFile[];
  /** Key of the last row; undefined where there are no more rows. */
  readonly after: readonly string[] | undefined;
}

/** Where a partner's rows are read, as the partner. */
export interface ArchiveSource {
  readonly reader: Reader;
  readonly scope: Scope;
  readonly seals: Seals;
}

/** The next rows behind a key, in one short statement; pictures one by one after it. */
export async function readBatch(
  { reader, scope, seals }: ArchiveSource,
  plan: TablePlan,
  after: readonly string[] | null,
): Promise<Batch> {
  const keys = plan.keys.map((key, i) => `t.${key}::text as "k${i}"`);
  const columns = plan.columns.map((column, i) => `${expressionOf(plan, column)} as "${i}"`);
  const behind = after ? `(${plan.keys.map((key) => `t.${key}`)}) > (${after.map((_, i) => `$${i + 1}`)})` : 'true';
  const rows = await reader.query<Record<string, unknown>>(scope, {
    text: `select ${[...keys, ...columns, ...trailColumns(plan)]} from ${plan.name} t where ${behind} order by ${plan.keys.map((key) => `t.${key}`)} limit ${BATCH}`,
    values: after ?? [],
  });
  const last = rows.at(-1);
  const keyOf = (row: Record<string, unknown>): string[] => plan.keys.map((_, i) => String(row[`k${i}`]));
  const files: RowFile[] = [];
  const cells = [];
  for (const row of rows) {
    const open = plan.name === AUDIT ? openedTrail(seals, plan, row) : undefined;
    const key = keyOf(row);
    const own: CsvCell[] = [];
    for (const [i, column] of plan.columns.entries()) {
      const file = plan.files.find((one) => one.column === column);
      const value = row[String(i)];
      if (!file || value === null || value === undefined || value === '') {
        own.push(cellOf(open?.[column] ?? value));
        continue;
      }
      const content =
        file.kind === 'DRAWING' ? drawingOf(String(value)) : await bytesOf(reader, scope, plan, column, key);
      const path = `files/${plan.name}/${key.join('-')}-${column}.${file.kind === 'DRAWING' ? 'svg' : kindOf(content)}`;
      files.push({ path, content });
      own.push(path);
    }
    cells.push(own);
  }
  return { rows: cells, files, after: last && keyOf(last) };
}

/** Bytes are only measured here; they are read one by one. */
function expressionOf(plan: TablePlan, column: string): string {
  const isBytes = plan.files.some((file) => file.column === column && file.kind === 'BYTES');
  return isBytes ? `octet_length(t.${column})` : `t.${column}`;
}

async function bytesOf(
  reader: Reader,
  scope: Scope,
  plan: TablePlan,
  column: string,
  key: readonly string[],
): Promise<Buffer> {
  const [row] = await reader.query<{ bytes: Buffer | string }>(scope, {
    text: `select t.${column} as bytes from ${plan.name} t where (${plan.keys.map((one) => `t.${one}`)}) = (${key.map((_, i) => `$${i + 1}`)})`,
    values: key,
  });
  return Buffer.from(row?.bytes ?? '');
}

/** Instants are ISO 8601 already; lists and objects are JSON. */
function cellOf(value: unknown): CsvCell {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as CsvCell);
}

const AUDIT = 'ledger.audit_entry';

function trailColumns(plan: TablePlan): string[] {
  if (plan.name !== AUDIT) return [];
  return Object.entries(trailShape.columns).map(
    ([name, sql]) => `${String(sql).replaceAll(/\be\./g, 't.')} as "of_${name}"`,
  );
}

/** What the trail says of people is sealed with their keys: the partner gets its own trail in the clear, as far as keys are there. */
function openedTrail(seals: Seals, _plan: TablePlan, row: Record<string, unknown>): Record<string, unknown> {
  const trail = Object.fromEntries(Object.keys(trailShape.columns).map((name) => [name, row[`of_${name}`]]));
  const line = openedLine({ host: { seals } as never }, trail as unknown as TrailRow);
  return {
    actor_name: line.actorName,
    label: line.label,
    before: line.before,
    after: line.after,
    personal: line.address ? { address: line.address } : '',
  };
}

/** A picture's kind by its first bytes. */
function kindOf(content: Buffer): string {
  if (content.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'png';
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  if (content.subarray(8, 12).toString('latin1') === 'WEBP') return 'webp';
  return 'bin';
}
