import type { Host } from '@landfall/kit/service/context';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { tellPromise } from '../inbox/promise-news.consumer.ts';

/** Reminders looked at in one go, and told in one transaction: it has to end within 2 s. */
const BATCH = 500;
const UNIT = 50;

type Way = Pick<Host, 'tenancy' | 'log'>;

/**
 * Tells owners of promises that come near their due time, as the system working for each tenant. The worker reads ids
 * only; a reminder goes with its telling, so each is told once however many look. @returns how many were due
 */
export async function tellReminders(host: Way, signal?: AbortSignal): Promise<number> {
  let seen = 0;
  for (;;) {
    const due = await host.tenancy.reader('worker').query<{ tenant: string; id: string }>(
      { login: 'worker' },
      {
        name: 'due-reminders',
        text: `select tenant_id as tenant, id from notifications.reminder where at <= now() order by at limit ${BATCH}`,
      },
    );
    seen += due.length;
    for (const [tenant, rows] of Map.groupBy(due, (row) => row.tenant)) {
      for (let i = 0; i < rows.length && !signal?.aborted; i += UNIT) {
        const ids = rows.slice(i, i + UNIT).map(({ id }) => id);
        await remind(host, tenant, ids).catch(async (error: unknown) => {
          host.log.warn({ err: error, tenant }, 'reminders: will try again');
          await postpone(host, tenant, ids);
        });
      }
    }
    if (due.length < BATCH || signal?.aborted) return seen;
  }
}

/** What can't be told is left alone for a while, so that the others are still looked at. */
function postpone({ tenancy }: Way, tenant: string, ids: readonly string[]): Promise<unknown> {
  return tenancy.work(systemViewer(tenant, 'notifications.reminders'), (unit) =>
    unit.execute(
      `update notifications.reminder set at = now() + interval '1 minute'
       where id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and at <= now()`,
      [JSON.stringify(ids)],
    ),
  );
}

function remind({ tenancy }: Way, tenant: string, ids: readonly string[]): Promise<void> {
  return tenancy.work(systemViewer(tenant, 'notifications.reminders'), async (unit) => {
    // Whoever deletes it tells it; another process finds it gone.
    const mine = await unit.execute<{ id: string }>(
      `delete from notifications.reminder where (tenant_id, id) in (select tenant_id, id from notifications.reminder
         where id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) and at <= now() order by id for update skip locked) returning id`,
      [JSON.stringify(ids)],
    );
    for (const { id } of mine) await tellPromise(unit, id, 'near');
  });
}
