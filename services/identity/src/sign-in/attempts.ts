import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Reader } from '@landfall/kit/tenancy/reader';

/** Something that is counted, and how often within how long is too often. */
export interface Allowance {
  /** What it is counted for; kept as its hash. */
  readonly of: string;
  readonly most: number;
  readonly minutes: number;
}

interface Counted {
  readonly key: string;
  readonly count: number;
  readonly seconds: number;
}

/** A count whose window is over begins anew. Keys come sorted, so that two statements never wait for each other in a circle. */
const COUNT = `insert into identity.attempt as a (key, count, until)
  select t.key, 1, now() + make_interval(mins => t.minutes) from unnest($1::text[], $2::int[]) with ordinality as t (key, minutes, place) order by t.place
  on conflict (key) do update set
    count = case when a.until <= now() then 1 else a.count + 1 end,
    until = case when a.until <= now() then excluded.until else a.until end
  returning key, count, ceil(extract(epoch from until - now()))::int as seconds`;
const GIVE_BACK = 'update identity.attempt set count = greatest(count - 1, 0) where key = any($1)';
const CLEAN_UP =
  'delete from identity.attempt where key in (select key from identity.attempt where until < now() limit 500)';
/** One try in so many also clears away what is over. */
const CLEAN_UP_EVERY = 200;

/**
 * Counts tries in the database, so that several processes, parallel requests and batches are one count. A try counts from
 * its start and is given back where it was right: many at once are many.
 */
export class Attempts {
  private tries = 0;

  constructor(private readonly edge: Reader) {}

  /**
   * Counts one try for each allowance. @returns a function that gives it back
   * @throws Problem LIMITED `reason` with `minutes` where one is used up; such a try counts for none
   */
  async count(allowances: readonly Allowance[], reason: string, fields: readonly string[] = []): Promise<() => void> {
    const sorted = allowances.map((one) => ({ ...one, key: keyOf(one.of) })).sort((a, b) => (a.key < b.key ? -1 : 1));
    const keys = sorted.map(({ key }) => key);
    const rows = await this.edge.query<Counted>(
      { login: 'edge' },
      { name: 'count-attempt', text: COUNT, values: [keys, sorted.map(({ minutes }) => minutes)] },
    );
    this.tries += 1;
    if (this.tries % CLEAN_UP_EVERY === 0) this.run(CLEAN_UP);
    const over = rows.filter(({ key, count }) => count > (sorted.find((one) => one.key === key)?.most ?? 0));
    const giveBack = (): void => this.run(GIVE_BACK, [keys]);
    if (over.length === 0) return giveBack;
    giveBack();
    const minutes = Math.ceil(Math.max(...over.map(({ seconds }) => seconds), 1) / 60);
    throw new Problem('LIMITED', reason, fields, { minutes });
  }

  /** In the background: nobody waits for it, and a try too many in the count is no harm. */
  private run(text: string, values: readonly unknown[] = []): void {
    this.edge.query({ login: 'edge' }, { text, values }).catch(() => undefined);
  }
}
