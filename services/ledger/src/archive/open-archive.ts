import { requireProof } from '@landfall/kit/policy/proof';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { Host } from '@landfall/kit/service/context';
import { hasRole, type Viewer } from '@landfall/kit/viewer/viewer';
import { ARCHIVE_KEEPER } from './archive.resolver.ts';

/** A finished archive as it is handed out. */
export interface OpenArchive {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Its pieces, one at a time. */
  chunks(): AsyncGenerator<Buffer, void, void>;
}

/**
 * A partner's archive for its administrator, with a line in the trail. Everybody else gets the answer of what isn't there.
 * @throws Problem NOT_FOUND, FORBIDDEN `proofNeeded`, CONFLICT where it isn't ready
 */
export async function openArchive(host: Host, viewer: Viewer, id: string): Promise<OpenArchive> {
  const isKeeper = viewer.surface === 'desk' && !viewer.support && hasRole(viewer, ARCHIVE_KEEPER);
  if (!isKeeper || viewer.scopes !== null || !/^[0-9a-f-]{36}$/.test(id)) throw notFound();
  const { reader, scope } = host.tenancy.source(viewer);
  const [archive] = await reader.query<{
    state: string;
    bytes: number;
    sha256: string;
    asked_at: string;
    expired: boolean;
  }>(scope, {
    text: `select state, bytes, sha256, asked_at, expires_at < now() as expired from ledger.archive where id = $1`,
    values: [id],
  });
  if (!archive) throw notFound();
  requireProof(viewer);
  if (archive.state !== 'READY' || archive.expired) throw new Problem('CONFLICT', 'archive.notReady');
  await host.tenancy.work(viewer, async (unit) => {
    unit.note({ action: 'archiveDownloaded', noun: 'archive', id, after: { sha256: archive.sha256 } });
  });
  return {
    name: `landfall-${archive.asked_at.slice(0, 10)}.zip`,
    bytes: Number(archive.bytes),
    sha256: archive.sha256,
    async *chunks() {
      for (let position = 0; ; position += 1) {
        const [chunk] = await reader.query<{ bytes: Buffer }>(scope, {
          name: 'archive-chunk',
          text: 'select bytes from ledger.archive_chunk where archive_id = $1 and position = $2',
          values: [id, position],
        });
        if (!chunk) return;
        yield chunk.bytes;
      }
    },
  };
}
