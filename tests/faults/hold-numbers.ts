import { NotPossible, type Scene } from './fault.ts';

/** A mutation that waits inside its transaction. */
export interface Inside {
  readonly server: string;
  readonly xid: string;
}

/**
 * Holds the row every new ticket of some tenant has to pass, so that whoever raises one waits inside its transaction, a
 * transaction id taken already. `meanwhile` gets a way to ask who does.
 */
export async function holdNumbers<T>(
  { site, chance }: Pick<Scene, 'site' | 'chance'>,
  meanwhile: (inside: () => Promise<Inside[]>) => Promise<T>,
): Promise<T> {
  const tenants = await site.rows<{ id: string }>(
    `select distinct tenant_id::text as id from kit.counter where noun = 'ticket' order by 1`,
  );
  if (tenants.length === 0) throw new NotPossible('nobody has raised a ticket yet');
  const holder = await site.owner.connect();
  holder.on('error', () => undefined);
  let isWell = false;
  try {
    await holder.query('begin');
    const { rows } = await holder.query<{ pid: number }>(
      `select pg_backend_pid() as pid from kit.counter where tenant_id = $1 and noun = 'ticket' for update`,
      [chance.one(tenants).id],
    );
    const inside = () =>
      site.rows<Inside>(
        `select application_name as server, backend_xid::text as xid from pg_stat_activity
         where backend_xid is not null and $1::int = any(pg_blocking_pids(pid))`,
        [rows[0]?.pid],
        site.admin,
      );
    const result = await meanwhile(inside);
    await holder.query('rollback');
    isWell = true;
    return result;
  } finally {
    holder.release(!isWell);
  }
}
