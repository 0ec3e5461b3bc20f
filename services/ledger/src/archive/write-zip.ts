import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { archiveReadme } from './archive.readme.ts';
import type { LeftOut } from './archive-plan.ts';
import { type Lease, underLease } from './lease.ts';
import type { ArchiveSource } from './read-batch.ts';

const CHUNK = 256 * 1024;

/** What stands in the manifest of an archive beside its files. */
export interface ArchiveFacts {
  readonly id: string;
  readonly partner: { readonly id: string; readonly name: string };
  readonly askedBy: string;
  readonly askedAt: string;
  readonly leftOut: readonly LeftOut[];
}

interface ManifestFile {
  readonly path: string;
  readonly rows?: number;
  /** The first of it was read then, and the last: not all tables are of one moment. */
  readonly readFrom: string;
  readonly readUntil: string;
  bytes: number;
  sha256: string;
}

/** The finished file as a whole. */
export interface Finished {
  readonly bytes: number;
  readonly sha256: string;
  readonly files: number;
}

/**
 * Puts the parts together as one zip, kept in chunks. Nothing is held but a part and a chunk; a process that was ended in
 * the middle leaves chunks that the next one replaces from the first on.
 */
export async function writeZip(source: ArchiveSource, lease: Lease, facts: ArchiveFacts): Promise<Finished> {
  const { reader, scope } = source;
  await removeAll(source, lease, 'archive_chunk');
  const paths = await reader.query<Pick<ManifestFile, 'path' | 'readFrom' | 'readUntil'> & { rows: number }>(scope, {
    text: `select path, sum(rows)::int as rows, min(read_at) as "readFrom", max(read_at) as "readUntil" from ledger.archive_part where archive_id = $1 group by path order by path`,
    values: [lease.id],
  });
  const zip = new ZipFile();
  const mtime = new Date(facts.askedAt);
  const manifest: ManifestFile[] = [];
  const failed = Promise.withResolvers<never>();
  zip.on('error', (error: Error) => failed.reject(error));
  for (const { path, rows, ...read } of paths) {
    const file: ManifestFile = { path, ...(path.startsWith('csv/') ? { rows } : {}), ...read, bytes: 0, sha256: '' };
    manifest.push(file);
    zip.addReadStreamLazy(path, { mtime }, (ready) => {
      const stream = Readable.from(partsOf(source, lease, file));
      stream.once('error', (error) => failed.reject(error));
      ready(null, stream);
    });
  }
  zip.addBuffer(Buffer.from(archiveReadme(facts)), 'README.md', { mtime });
  zip.addReadStreamLazy('manifest.json', { mtime }, (ready) => {
    // Its turn comes last: every file's length and hash are known.
    ready(null, Readable.from([Buffer.from(manifestText(facts, manifest))]));
  });
  zip.end();
  return Promise.race([keep(source, lease, zip.outputStream as Readable, paths.length + 2), failed.promise]);
}

async function* partsOf(
  { reader, scope }: ArchiveSource,
  lease: Lease,
  file: ManifestFile,
): AsyncGenerator<Buffer, void, void> {
  const hash = createHash('sha256');
  for (let position = 0; ; position += 1) {
    const [part] = await reader.query<{ content: Buffer }>(scope, {
      name: 'archive-part',
      text: 'select content from ledger.archive_part where archive_id = $1 and path = $2 and position = $3',
      values: [lease.id, file.path, position],
    });
    if (!part) break;
    hash.update(part.content);
    file.bytes += part.content.length;
    yield part.content;
  }
  file.sha256 = hash.digest('hex');
}

async function keep(source: ArchiveSource, lease: Lease, stream: Readable, files: number): Promise<Finished> {
  const hash = createHash('sha256');
  let [waiting, size, bytes, position] = [[] as Buffer[], 0, 0, 0];
  const write = async (): Promise<void> => {
    const chunk = Buffer.concat(waiting);
    [waiting, size] = [[], 0];
    hash.update(chunk);
    bytes += chunk.length;
    await underLease(
      source,
      lease,
      '',
      [position, chunk],
      `insert into ledger.archive_chunk (tenant_id, archive_id, position, bytes) select tenant_id, id, $3, $4 from held returning 1`,
    );
    position += 1;
  };
  for await (const piece of stream as AsyncIterable<Buffer>) {
    waiting.push(piece);
    size += piece.length;
    if (size >= CHUNK) await write();
  }
  if (size > 0) await write();
  return { bytes, sha256: hash.digest('hex'), files };
}

/** Takes an archive's parts or chunks away, some at a time. */
export async function removeAll(
  { reader, scope }: Pick<ArchiveSource, 'reader' | 'scope'>,
  { id }: Pick<Lease, 'id'>,
  table: 'archive_part' | 'archive_chunk',
): Promise<void> {
  for (;;) {
    const gone = await reader.query(scope, {
      text: `delete from ledger.${table} where ctid = any (array(select ctid from ledger.${table} where archive_id = $1 limit 100)) returning 1`,
      values: [id],
    });
    if (gone.length === 0) return;
  }
}

function manifestText(
  { id, partner, askedBy, askedAt, leftOut }: ArchiveFacts,
  files: readonly ManifestFile[],
): string {
  const rows = files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  const moments = files.flatMap(({ readFrom, readUntil }) => [readFrom, readUntil]).sort();
  return `${JSON.stringify(
    {
      ...{ format: 'landfall-archive', formatVersion: 1, id, partner, askedBy, askedAt },
      ...{ readFrom: moments[0] ?? null, readUntil: moments.at(-1) ?? null, rows, files, leftOut },
    },
    null,
    2,
  )}\n`;
}
