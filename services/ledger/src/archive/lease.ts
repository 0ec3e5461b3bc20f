import type { Reader } from '@landfall/kit/tenancy/reader';
import type { ArchiveSource } from './read-batch.ts';

/** An archive that this process makes now. */
export interface Lease {
  readonly tenant: string;
  readonly id: string;
  /** This process's mark on the row. */
  readonly by: string;
  /** The host is closing. */
  readonly signal: AbortSignal;
}

/** Another process has it now, or it was thrown away. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Without a sign for this long, another process goes on. */
export const LEASE = `interval '30 seconds'`;

/**
 * One step under the lease: what the statement changes, it changes only while the lease is ours, and the lease is renewed in
 * the same statement. `held` is the archive's row. @throws LeaseLost
 */
export async function underLease(
  { reader, scope }: Pick<ArchiveSource, 'reader' | 'scope'>,
  lease: Lease,
  set: string,
  values: readonly unknown[],
  then = 'select 1 from held',
): Promise<void> {
  if (lease.signal.aborted) throw new LeaseLost('closing');
  const rows = await (reader as Reader).query(scope, {
    text: `with held as (update ledger.archive set lease_until = now() + ${LEASE}${set ? `, ${set}` : ''}
      where id = $1 and lease_by = $2 and state = 'RUNNING' returning id, tenant_id) ${then}`,
    values: [lease.id, lease.by, ...values],
  });
  if (rows.length === 0) throw new LeaseLost('taken over');
}
