import { services } from '@landfall/gateway/host/services';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import pg from 'pg';
import type { Child } from './child.ts';
import { emptyDatabase } from './databases.ts';
import { type Dataset, loadDataset, type Size } from './dataset.ts';
import { hireMany } from './fan-out.people.ts';
import { asked } from './installation.ts';
import type { Variant } from './load.ts';
import { sideBySide } from './rounds.ts';

export const LIST =
  'query ($after: String) { tickets(first: 50, after: $after) { nodes { id number state severity symptom updatedAt customer { id name } takenBy { id name } } } }';
const DEEP = 1000;

/** A tenant with so many tickets that it has a page 1,000, and the cursor behind page 999. */
export async function deepTenant(
  adminUrl: string,
  migratorUrl: string,
): Promise<{ tenants: Dataset['tenants']; after: string }> {
  const { tenants } = await loadDataset(migratorUrl, adminUrl, { tenants: 1, ticketsEach: (DEEP + 1) * 50 }, 'deep');
  const client = new pg.Client(migratorUrl);
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ k: string; id: string }>(
    `select to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') as k, id from support.ticket where tenant_id = $1
     order by updated_at desc, id desc offset $2 limit 1`,
    [tenants[0]?.id, (DEEP - 1) * 50 - 1],
  );
  await client.end();
  return { tenants, after: Buffer.from(JSON.stringify([rows[0]?.k, rows[0]?.id])).toString('base64url') };
}

const variant = (name: string, url: string, tokens: readonly string[], after: string | null): Variant => ({
  name,
  url: `${url}/graphql`,
  request: (nth) => ({
    headers: { 'content-type': 'application/json', cookie: `landfall=${tokens[nth % tokens.length]}` },
    body: JSON.stringify(asked(LIST, { after })),
  }),
  rows: () => null,
});

const tokensOf = (tenants: Dataset['tenants']): readonly string[] => tenants.map(({ token }) => token);

/** What B5 is measured with. */
export interface Scale {
  readonly adminUrl: string;
  readonly secret: string;
  /** Of the larger database. */
  readonly size: Size;
  readonly start: (databaseUrl: string) => Promise<Child>;
  readonly rounds: number;
  readonly milliseconds: number;
}

const FEW: Size = { tenants: 10, ticketsEach: 1000 };

/**
 * B5: the list among many tenants ÷ among few; page 1,000 ÷ page 1 of a tenant that has so many. As many people ask among few
 * as among many, each with a session: what is compared is how much there is, not how many look at it.
 */
export async function scale({ adminUrl, secret, size, start, rounds, milliseconds }: Scale) {
  const prepare = async (name: string) => {
    const own = await emptyDatabase(adminUrl, name);
    await ensureLogins(own, secret);
    const migrator = loginUrl(own, 'migrator', secret);
    await migrate(migrator, services);
    return { adminUrl: own, migrator };
  };
  const [many, few] = [await prepare('many'), await prepare('few')];
  const large = await loadDataset(many.migrator, many.adminUrl, size);
  const deep = await deepTenant(many.adminUrl, many.migrator);
  const small = await loadDataset(few.migrator, few.adminUrl, FEW);
  const colleagues: string[] = [];
  for (const tenant of small.tenants)
    colleagues.push(...(await hireMany(few.migrator, tenant, size.tenants / FEW.tenants)));
  const [people, one] = [tokensOf(large.tenants), tokensOf(deep.tenants)];
  const [ofMany, ofFew] = [await start(many.adminUrl), await start(few.adminUrl)];
  try {
    const among = await sideBySide(
      variant('many', ofMany.url, people, null),
      variant('few', ofFew.url, colleagues, null),
      people.length,
      rounds,
      milliseconds,
    );
    const pages = await sideBySide(
      variant('page 1,000', ofMany.url, one, deep.after),
      variant('page 1', ofMany.url, one, null),
      1,
      rounds,
      milliseconds,
    );
    return {
      ...among,
      second: pages.ratio,
      secondRounds: pages.rounds,
      pass: 0.75,
      goal: 0.9,
      passSecond: 0.9,
      goalSecond: 0.95,
    };
  } finally {
    await Promise.all([ofMany.stop(), ofFew.stop()]);
  }
}
