import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '@landfall/kit/service/context';
import type { Background } from '@landfall/kit/service/service';
import { expireArchive, makeArchive } from './make-archive.ts';

const EVERY_MS = 1000;

interface Due {
  readonly tenant: string;
  readonly id: string;
  readonly is_over: boolean;
}

/**
 * Makes the archives that were asked for, one at a time in each process, and throws away those whose time is over. The
 * worker sees ids only; everything else is done as the partner.
 */
export function startArchiver(host: Host): Background {
  const closing = new AbortController();
  const by = randomUUID();

  const look = async (): Promise<void> => {
    const due = await host.tenancy.reader('worker').query<Due>(
      { login: 'worker' },
      {
        name: 'archives-due',
        text: `select tenant_id as tenant, id, state = 'READY' as is_over from ledger.archive
          where (state in ('WAITING', 'RUNNING') and lease_until < now()) or (state = 'READY' and expires_at < now())
          order by lease_until limit 3`,
      },
    );
    for (const { tenant, id, is_over } of due) {
      if (closing.signal.aborted) return;
      if (is_over) await expireArchive(host, tenant, id);
      else await makeArchive(host, { tenant, id, by, signal: closing.signal });
    }
  };
  const watch = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await look().catch((error: unknown) => host.log.warn({ err: error }, 'archives: will look again'));
      await delay(EVERY_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    async stop() {
      closing.abort();
      await watching;
    },
  };
}
