import type { Host } from '@landfall/kit/service/context';
import { systemViewer, type Viewer } from '@landfall/kit/viewer/viewer';
import type { Place } from './archive-place.ts';
import { type ArchivePlan, archivePlan } from './archive-plan.ts';
import { LEASE, type Lease, LeaseLost, underLease } from './lease.ts';
import type { ArchiveSource } from './read-batch.ts';
import { tablesElsewhere } from './tables-elsewhere.ts';
import { isPlaceOf, writeParts } from './write-parts.ts';
import { removeAll, writeZip } from './write-zip.ts';

/** How long a finished archive is kept. */
export const KEPT_DAYS = 7;
const MOST_ATTEMPTS = 20;
/** Pages hear of progress this often. */
const TELL_MS = 700;

interface Taken {
  readonly place: Place | null;
  readonly rows_done: number;
  readonly rows_total: number;
  readonly attempts: number;
  readonly asked_at: string;
  readonly asked_by: string | null;
  readonly partner: string;
}

/** Takes an archive's lease where nobody has it, makes it or goes on with it. Another process's is left alone. */
export async function makeArchive(host: Host, lease: Lease): Promise<void> {
  const { tenancy, seals } = host;
  const viewer = systemViewer(lease.tenant, 'archive');
  const source: ArchiveSource = { ...tenancy.source(viewer), seals };
  const taken = await take(source, lease);
  if (!taken) return;
  try {
    if (taken.attempts > MOST_ATTEMPTS) throw new Error('began too often');
    const plan = archivePlan(tenancy.entities);
    if (!isPlaceOf(plan, taken.place)) await startAnew(source, lease, plan);
    const elsewhere = await tablesElsewhere(source, plan);
    if (elsewhere.length > 0)
      host.log.warn(
        { archive: lease.id, tables: elsewhere.map(({ table }) => table) },
        'archive: tables of services that run elsewhere are not in it',
      );
    const tell = teller(host, viewer, lease.id);
    await tell();
    const from = isPlaceOf(plan, taken.place) ? { place: taken.place, rowsDone: taken.rows_done } : START;
    await writeParts(source, lease, plan, from, tell);
    const finished = await writeZip(source, lease, {
      id: lease.id,
      partner: { id: lease.tenant, name: taken.partner },
      askedBy: taken.asked_by ?? '',
      askedAt: taken.asked_at,
      leftOut: [...plan.leftOut, ...elsewhere],
    });
    await underLease(
      source,
      lease,
      `state = 'READY', finished_at = now(), expires_at = now() + interval '${KEPT_DAYS} days', bytes = $3, sha256 = $4, files = $5`,
      [finished.bytes, finished.sha256, finished.files],
    );
    await removeAll(source, lease, 'archive_part');
    await announce(host, viewer, lease.id, 'archiveReady', { bytes: finished.bytes, sha256: finished.sha256 });
  } catch (error) {
    await settle(host, viewer, source, lease, error);
  }
}

const START = { place: null, rowsDone: 0 } as const;

async function take({ reader, scope }: ArchiveSource, lease: Lease): Promise<Taken | undefined> {
  const [taken] = await reader.query<Taken>(scope, {
    text: `update ledger.archive a set state = 'RUNNING', lease_by = $2, lease_until = now() + ${LEASE}, attempts = a.attempts + 1
      where a.id = $1 and a.state in ('WAITING', 'RUNNING') and a.lease_until < now()
      returning a.place, a.rows_done, a.rows_total, a.attempts, a.asked_at,
        (select c.name from identity.member_card c where c.id = a.asked_by_id) as asked_by,
        coalesce((select p.name from identity.partner_card p), '') as partner`,
    values: [lease.id, lease.by],
  });
  return taken;
}

/** Counts what there is to read; what an earlier plan left is thrown away. */
async function startAnew(source: ArchiveSource, lease: Lease, plan: ArchivePlan): Promise<void> {
  await removeAll(source, lease, 'archive_part');
  let total = 0;
  for (const { name } of plan.tables) {
    const [row] = await source.reader.query<{ n: number }>(source.scope, { text: `select count(*) as n from ${name}` });
    total += row?.n ?? 0;
  }
  await underLease(source, lease, 'place = null, rows_done = 0, rows_total = $3', [total]);
}

function teller(host: Host, viewer: Viewer, id: string): () => Promise<void> {
  let told = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - told < TELL_MS) return;
    told = performance.now();
    await announce(host, viewer, id, 'archiveMoved');
  };
}

/** Given back where the host closes or another has it; noted as failed where it can't be made. */
async function settle(host: Host, viewer: Viewer, source: ArchiveSource, lease: Lease, error: unknown): Promise<void> {
  const isOver = error instanceof LeaseLost || lease.signal.aborted;
  if (!isOver) host.log.warn({ err: error, archive: lease.id }, 'archive: will try again');
  // Tried again soon, then less often: most of what goes wrong is the database being busy or away for a moment.
  const failed = !isOver && error instanceof Error && error.message === 'began too often';
  await source.reader
    .query(source.scope, {
      text: `update ledger.archive set lease_until = case when $3 then now() else now() + make_interval(secs => least(attempts * 2, 30)) end,
        state = case when $4 then 'FAILED' else state end where id = $1 and lease_by = $2 and state = 'RUNNING'`,
      values: [lease.id, lease.by, lease.signal.aborted, failed],
    })
    .catch(() => undefined);
  if (failed) await announce(host, viewer, lease.id, 'archiveFailed').catch(() => undefined);
}

/** Throws the file of an archive away whose time is over. */
export async function expireArchive(host: Host, tenant: string, id: string): Promise<void> {
  const viewer = systemViewer(tenant, 'archive');
  const source = host.tenancy.source(viewer);
  await removeAll(source, { id }, 'archive_chunk');
  await removeAll(source, { id }, 'archive_part');
  await source.reader.query(source.scope, {
    text: `update ledger.archive set state = 'EXPIRED' where id = $1 and state = 'READY' and expires_at < now()`,
    values: [id],
  });
  await announce(host, viewer, id, 'archiveExpired');
}

function announce(host: Host, viewer: Viewer, id: string, event: string, after?: object): Promise<void> {
  return host.tenancy.work(viewer, async (unit) => {
    unit.announce({ event, noun: 'archive', id });
    if (after) unit.note({ action: event, noun: 'archive', id, after });
  });
}
