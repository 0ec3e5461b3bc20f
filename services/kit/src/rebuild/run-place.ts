import type { Tenancy } from '../tenancy/tenancy.ts';

/** What is done over a read model. */
export type Work = 'REBUILD' | 'COMPARISON';

/** Whose read model is worked on, and how. */
export interface RunKey {
  readonly tenant: string;
  readonly model: string;
  readonly work: Work;
}

/** How far it has got. */
export interface Reached {
  readonly part: string | null;
  readonly place: string | null;
  readonly seen: number;
  readonly found: number;
}

/** Who says nothing for so long is taken to be gone; another goes on where it was. */
const LEASE = `interval '1 minute'`;
const KEY = 'tenant_id = $1 and model = $2 and work = $3';
const worker = { login: 'worker' } as const;
const of = ({ tenant, model, work }: RunKey): string[] => [tenant, model, work];

/** Takes the work, from where it was left or anew; undefined where another is at it, or it isn't due. */
export async function takeRun(tenancy: Tenancy, key: RunKey): Promise<Reached | undefined> {
  // A rebuild is due whenever it is asked for; while there is one, what is compared would differ for good reason.
  const due = key.work === 'REBUILD' ? '(r.done_at is not null or r.next_at <= now())' : 'r.next_at <= now()';
  const isFree = `not exists (select from kit.read_model_run o where o.tenant_id = $1 and o.model = $2 and o.work = 'REBUILD'
    and o.work <> $3 and o.done_at is null and o.next_at > now())`;
  const anew = (column: string, value: string) =>
    `${column} = case when r.done_at is null then r.${column} else ${value} end`;
  const [row] = await tenancy.reader('worker').query<Reached>(worker, {
    text: `insert into kit.read_model_run as r (tenant_id, model, work, next_at) select $1::uuid, $2::text, $3::text, now() + ${LEASE} where ${isFree}
      on conflict (tenant_id, model, work) do update set next_at = excluded.next_at, done_at = null, ${anew('part', 'null')},
        ${anew('place', 'null')}, ${anew('seen', '0')}, ${anew('found', '0')}, ${anew('begun_at', 'now()')}
      where ${due} returning part, place, seen, found`,
    values: of(key),
  });
  return row;
}

/** Keeps how far it has got, and that somebody is at it. */
export async function keepPlace(tenancy: Tenancy, key: RunKey, { part, place, seen, found }: Reached): Promise<void> {
  await tenancy.reader('worker').query(worker, {
    text: `update kit.read_model_run set part = $4, place = $5, seen = $6, found = $7, next_at = now() + ${LEASE} where ${KEY}`,
    values: [...of(key), part, place, seen, found],
  });
}

/** It is done; the next comparison is due tomorrow. */
export async function endRun(tenancy: Tenancy, key: RunKey): Promise<void> {
  await tenancy.reader('worker').query(worker, {
    text: `update kit.read_model_run set part = null, place = null, differing = found, done_at = now(), next_at = begun_at + interval '1 day' where ${KEY}`,
    values: of(key),
  });
}

/** Somebody stops before the end: whoever comes next goes on at once. */
export async function leaveRun(tenancy: Tenancy, key: RunKey): Promise<void> {
  await tenancy.reader('worker').query(worker, {
    text: `update kit.read_model_run set next_at = now() where ${KEY} and done_at is null`,
    values: of(key),
  });
}
