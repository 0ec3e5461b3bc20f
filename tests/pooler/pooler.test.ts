import { loginUrl } from '@landfall/kit/database/logins';
import { Reader } from '@landfall/kit/tenancy/reader';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { SECRET } from '../kit/database.setup.ts';
import { test } from '../kit/fixtures.ts';
import { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { raise } from '../kit/story.ts';
import { startWorld } from '../kit/world.ts';
import { POOL_SIZE } from './pgbouncer.ts';

test('these tests go through a pooler in transaction mode with two connections a login', async ({ world }) => {
  const url = loginUrl(inject('adminUrl'), 'desk', SECRET);
  const clients = Array.from({ length: 6 }, () => new pg.Client(url));
  await Promise.all(clients.map((client) => client.connect()));
  const pids = await Promise.all(
    clients.map(async (client) => (await client.query('select pg_backend_pid() as pid, pg_sleep(0.05)')).rows[0].pid),
  );
  expect(new Set(pids).size).toBeLessThanOrEqual(POOL_SIZE);
  await Promise.all(clients.map((client) => client.end()));
  const { rows } = await world.owner.query(
    `select usename, count(*)::int as n from pg_stat_activity where datname = current_database() and usename in ('desk', 'portal', 'hq', 'edge') group by 1`,
  );
  for (const { n } of rows) expect(n).toBeLessThanOrEqual(POOL_SIZE);
});

test('where nobody can LISTEN, what another process committed is told within the bound of polling', async ({
  partner,
  customer,
  rival,
}) => {
  // The address for LISTEN is the pooler’s: LISTEN succeeds there and nothing is ever heard.
  const deaf = await startWorld({ listenUrl: inject('adminUrl') });
  try {
    const elsewhere = ({ token, membershipId, tenant, name }: Person) =>
      new Person(deaf, token, membershipId, tenant, name);
    const supervisor = elsewhere(partner.supervisor);
    const outsider = elsewhere(rival.supervisor);
    const atRest = deaf.host.bus.size;
    const seen = await supervisor.listen<{ ticketChanged: { id: string } }>('subscription { ticketChanged { id } }');
    const nothing = await outsider.listen('subscription { ticketChanged { id } }');
    await expect.poll(() => deaf.host.bus.size).toBe(atRest + 2);
    const { ticketId } = await raise({ ...partner, customer });
    const elapsed = stopwatch();
    await seen.until(({ ticketChanged }) => ticketChanged.id === ticketId);
    expect(elapsed()).toBeLessThan(2000);
    expect(nothing.seen).toEqual([]);
    await Promise.all([supervisor.leave(), outsider.leave()]);
  } finally {
    await deaf.close();
  }
});

test('a question nobody waits for any more ends at the database, past the pooler, and its connection serves nobody else', async () => {
  const reader = new Reader('worker', loginUrl(inject('adminUrl'), 'worker', SECRET), { max: 1 });
  // Only an administrator sees what others ask.
  const admin = new pg.Client(inject('adminUrl'));
  await admin.connect();
  const under = async () =>
    (
      await admin.query(
        `select 1 from pg_stat_activity where state = 'active' and usename = 'worker' and query like '%pg_sleep(9)%'`,
      )
    ).rowCount;
  const leaving = new AbortController();
  const asked = reader.query({ login: 'worker', signal: leaving.signal }, { text: 'select pg_sleep(9)' });
  const refused = expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect.poll(under, { interval: 10 }).toBe(1);
  leaving.abort();
  const elapsed = stopwatch();
  await refused;
  expect(await reader.query({ login: 'worker' }, { text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await expect.poll(under, { interval: 10 }).toBe(0);
  expect(elapsed()).toBeLessThan(6000);
  await reader.close();
  await admin.end();
});

test('many at once wait for their turn behind two connections, and nobody is left standing', async ({
  partner,
  customer,
  rival,
}) => {
  const raised = await Promise.all(Array.from({ length: 12 }, () => raise({ ...partner, customer })));
  const answers = await Promise.all(
    raised.flatMap(({ ticketId }) => [
      partner.hotline.codeOf('query ($id: ID!) { ticket(id: $id) { id number } }', { id: ticketId }),
      rival.hotline.codeOf('query ($id: ID!) { ticket(id: $id) { id number } }', { id: ticketId }),
    ]),
  );
  expect(new Set(answers)).toEqual(new Set([undefined, 'NOT_FOUND']));
});
