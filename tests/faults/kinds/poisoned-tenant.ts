import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { missingNews } from '../effects.ts';
import { NotPossible, type Scene } from '../fault.ts';
import { soon } from '../patience.ts';

const CONSUMER = 'notifications.inbox';
const COMMANDS = resolve(import.meta.dirname, '../../../services/gateway/dist/commands');
/** Later retries have minutes between them, and nobody waits for those; what is nearer may be a claim that is being worked on. */
const HURRY = `update kit.event_aside set next_at = now() where tenant_id = $1 and next_at > now() + interval '30 seconds'`;
const PATIENCE = 180_000;
const IN_TIME = 90_000;

/**
 * Whatever one consumer does for one tenant throws, from inside its own transaction. Its events must be tried a bounded
 * number of times, parked where the operator sees them, and hold nobody else up; once it is mended and they are tried
 * again, each has its effect once. @returns what was seen of it
 */
export async function poisonTenant(scene: Scene): Promise<string> {
  const { site, chance, tenants } = scene;
  const tenant = chance.one(tenants);
  await site.rows(
    `create or replace function public.throw_for_one() returns trigger language plpgsql as
       $$ begin if new.kind = 'ORDER_RECEIVED' then raise exception 'on purpose'; end if; return new; end $$`,
    [],
    site.admin,
  );
  await site.rows(
    `create or replace trigger throw_for_one before insert on notifications.inbox_item for each row
     when (new.tenant_id = '${tenant}') execute function public.throw_for_one()`,
    [],
    site.admin,
  );
  let attempts = 0;
  let retried = 0;
  try {
    attempts = await parkedAndSeen(scene, tenant);
  } finally {
    await site.rows('drop trigger if exists throw_for_one on notifications.inbox_item', [], site.admin);
    retried = await retry(scene, tenant);
  }
  return `parked after ${attempts} attempts, listed and measured, ${retried} retried; others in time`;
}

/** Lets the tenant's events be tried again, as an operator does. @returns how many there were */
async function retry({ site, signal }: Scene, tenant: string): Promise<number> {
  const left = async (): Promise<number> => {
    const text = 'select count(*)::int as count from kit.event_aside where tenant_id = $1';
    return (await site.rows<{ count: number }>(text, [tenant]))[0]?.count ?? 0;
  };
  const count = await left();
  // One that was in the middle of its last attempt is parked after the others were let go.
  const retriedAndGone = async (): Promise<boolean> => {
    await events(site, 'retry', 'all');
    await site.rows(HURRY, [tenant]);
    return (await left()) === 0;
  };
  if (!(await soon(retriedAndGone, PATIENCE, signal, 2000)))
    throw new Error('events were tried again and are still aside');
  return count;
}

/** @returns after how many attempts an event of the tenant was parked; it is listed and measured, and nobody else waits */
async function parkedAndSeen({ site, signal, quietly }: Scene, tenant: string): Promise<number> {
  const parked = await soon(
    async () => {
      await site.rows(HURRY, [tenant]);
      const text = `select event_id::text as id, attempts from kit.event_aside where tenant_id = $1 and consumer = $2 and next_at is null limit 1`;
      return (await site.rows<{ id: string; attempts: number }>(text, [tenant, CONSUMER]))[0];
    },
    PATIENCE,
    signal,
    250,
  );
  if (!parked) throw new NotPossible('nothing of the tenant was parked within three minutes');
  // While it is still thrown for this one.
  const others = async (): Promise<boolean> => (await missingNews(site, tenant)) === 0;
  const isInTime = await quietly(() => soon(others, IN_TIME, signal, 250));
  if (!isInTime) throw new Error('a consumer that throws for one tenant holds others up');
  if (!(await events(site, 'list')).includes(parked.id)) throw new Error('a parked event isn’t listed');
  const metrics = await (await fetch(`http://127.0.0.1:${site.servers[0]?.metricsPort}/metrics`)).text();
  if (!new RegExp(`landfall_events_parked{[^}]*${CONSUMER}[^}]*} [1-9]`).test(metrics))
    throw new Error('a parked event isn’t in the metrics');
  return parked.attempts;
}

/** The operator's command. */
async function events(site: Scene['site'], ...words: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, ...site.environment };
  return (await promisify(execFile)(process.execPath, [join(COMMANDS, 'events.js'), ...words], { env })).stdout;
}
