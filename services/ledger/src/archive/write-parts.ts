import { csvRows } from '@landfall/kit/csv/csv-text';
import type { Place } from './archive-place.ts';
import type { ArchivePlan, TablePlan } from './archive-plan.ts';
import { type Lease, underLease } from './lease.ts';
import { type ArchiveSource, readBatch } from './read-batch.ts';

/** Name of the place behind the last table. */
const END = '';

/** Told after each step: how many rows are done. */
export type Progress = (rowsDone: number) => Promise<void>;

/**
 * Reads a partner's rows table by table and keeps them as parts, each in the statement that moves the archive's place: a
 * process that is ended leaves nothing twice and nothing out.
 */
export async function writeParts(
  source: ArchiveSource,
  lease: Lease,
  plan: ArchivePlan,
  from: { readonly place: Place | null; readonly rowsDone: number },
  progress: Progress,
): Promise<void> {
  let { rowsDone } = from;
  for (let place = startOf(plan, from.place); place; place = nextOf(plan, place)) {
    const table = plan.tables[place.table] as TablePlan;
    for (;;) {
      const readAt = Temporal.Now.instant();
      const { rows, files, after } = await readBatch(source, table, place.after);
      for (const file of files) await keepFile(source, lease, file.path, file.content, readAt);
      if (!after && place.position > 0) break;
      const content = `${place.position === 0 ? `\uFEFF${csvRows([table.columns])}` : ''}${csvRows(rows)}`;
      const moved: Place = {
        ...place,
        after: after ?? place.after,
        position: place.position + 1,
        rows: place.rows + rows.length,
      };
      rowsDone += rows.length;
      await underLease(
        source,
        lease,
        'place = $3::jsonb, rows_done = $4',
        [
          JSON.stringify(moved),
          rowsDone,
          table.path,
          place.position,
          rows.length,
          Buffer.from(content),
          readAt.toString(),
        ],
        `insert into ledger.archive_part (tenant_id, archive_id, path, position, rows, content, read_at)
         select tenant_id, id, $5, $6, $7, $8, $9::timestamptz from held
         on conflict (tenant_id, archive_id, path, position) do update
           set rows = excluded.rows, content = excluded.content, read_at = excluded.read_at returning 1`,
      );
      place = moved;
      await progress(rowsDone);
      if (!after) break;
    }
  }
  await underLease(source, lease, 'place = $3::jsonb', [JSON.stringify(endOf(plan))]);
}

/** A picture met again after a crash is there already. */
async function keepFile(
  source: ArchiveSource,
  lease: Lease,
  path: string,
  content: Buffer,
  readAt: Temporal.Instant,
): Promise<void> {
  await underLease(
    source,
    lease,
    '',
    [path, content, readAt.toString()],
    `insert into ledger.archive_part (tenant_id, archive_id, path, position, rows, content, read_at)
     select tenant_id, id, $3, 0, 0, $4, $5::timestamptz from held
     on conflict (tenant_id, archive_id, path, position) do update set content = excluded.content, read_at = excluded.read_at returning 1`,
  );
}

/** Whether the reading can go on at a place: the plan still has that table there. */
export function isPlaceOf(plan: ArchivePlan, place: Place | null): place is Place {
  return place !== null && (plan.tables[place.table]?.name ?? END) === place.name;
}

function startOf(plan: ArchivePlan, place: Place | null): Place | undefined {
  if (!isPlaceOf(plan, place)) return at(plan, 0);
  return place.name === END ? undefined : place;
}

/** Everything is read. */
function endOf(plan: ArchivePlan): Place {
  return { table: plan.tables.length, name: END, after: null, position: 0, rows: 0 };
}

function nextOf(plan: ArchivePlan, place: Place): Place | undefined {
  return at(plan, place.table + 1);
}

function at(plan: ArchivePlan, table: number): Place | undefined {
  const name = plan.tables[table]?.name;
  return name === undefined ? undefined : { table, name, after: null, position: 0, rows: 0 };
}
