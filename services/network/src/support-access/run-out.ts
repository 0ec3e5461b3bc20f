import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '@landfall/kit/service/context';
import type { Background } from '@landfall/kit/service/service';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { NOUN } from './support-access.commands.ts';
import { tellPartner } from './tell-partner.ts';

/** Grants looked at in one go; more are there at the next look. */
const BATCH = 100;
/** A grant that can't be noted is left alone for a while, so that the others are. Milliseconds. */
const LEFT_ALONE = 60_000;

/** What the look runs on. */
export interface RunOutOptions {
  readonly host: Pick<Host, 'tenancy' | 'log'>;
  /** Milliseconds. */
  readonly everyMilliseconds?: number;
}

/**
 * Notes grants whose time is over, as the system working for each partner, so that both sides are told. Nobody is let in by
 * a grant until then: the card goes by the clock. The worker sees due grants only; whoever writes the end tells it, so it is
 * told once however many processes look.
 */
export function watchRunOut({ host, everyMilliseconds = 2000 }: RunOutOptions): Background {
  const stopping = new AbortController();
  const leftAlone = new Map<string, number>();
  const look = async (): Promise<void> => {
    for (const [id, until] of leftAlone) if (until < performance.now()) leftAlone.delete(id);
    const due = await host.tenancy.reader('worker').query<{ tenant: string; id: string }>(
      { login: 'worker' },
      {
        name: 'support-run-out',
        text: `select tenant_id as tenant, id from network.support_grant where answer = 'GRANTED' and ended_at is null and ends_at <= now()
          and id <> all($1::uuid[]) order by ends_at limit ${BATCH}`,
        values: [[...leftAlone.keys()]],
      },
    );
    for (const { tenant, id } of due) {
      if (stopping.signal.aborted) return;
      await noteEnd(host, tenant, id).catch((error: unknown) => {
        leftAlone.set(id, performance.now() + LEFT_ALONE);
        host.log.warn({ err: error, tenant }, 'support access that ran out: will try again');
      });
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => host.log.warn({ err: error }, 'support accesses: will look again'));
      await delay(everyMilliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

function noteEnd({ tenancy }: Pick<Host, 'tenancy'>, tenant: string, id: string): Promise<void> {
  return tenancy.work(systemViewer(tenant, `${NOUN} ran out`), async (unit) => {
    const mine = await unit.execute(
      `update network.support_grant set ended_at = ends_at, version = version + 1
       where id = ? and answer = 'GRANTED' and ended_at is null and ends_at <= now() returning id`,
      [id],
    );
    if (mine.length > 0) await tellPartner(unit, id, 'supportAccessEnded');
  });
}
