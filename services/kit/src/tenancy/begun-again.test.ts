import 'reflect-metadata';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { migrate } from '../migration/migrate.ts';
import { Problem } from '../problem/problem.ts';
import { kit } from '../service/kit.service.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { Tenancy } from './tenancy.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const partner = { ...systemViewer(uuidv7(), 'test'), surface: 'desk' as const };
const rival = uuidv7();
let database: TemporaryDatabase;
let tenancy: Tenancy;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), [kit]);
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: kit.entities, poolSize: 1 });
});
afterAll(async () => {
  await tenancy.close();
  await database.close();
});

const raised = (code: string): string => `do $$ begin raise exception using errcode = '${code}'; end $$`;
const ways: readonly (readonly [string, string])[] = [
  ['its connection is lost under it', 'select pg_terminate_backend(pg_backend_pid())'],
  ['its time is over, as where the machine stood still', raised('25P04')],
  ['it stands in another’s way', raised('40P01')],
];

async function counted(noun: string, tenant = partner.tenant): Promise<number | undefined> {
  const rows = await tenancy
    .reader('desk')
    .query<{ value: number }>(
      { login: 'desk', tenant },
      { text: 'select value from kit.counter where noun = $1 and tenant_id = $2', values: [noun, tenant] },
    );
  return rows[0] && Number(rows[0].value);
}
const countUp = (unit: UnitOfWork, noun: string) =>
  unit.execute(
    `insert into kit.counter (tenant_id, noun, year, value) values (?, ?, 1, 1)
     on conflict (tenant_id, noun, year) do update set value = kit.counter.value + 1`,
    [unit.tenant, noun],
  );

for (const [why, undoing] of ways)
  test(`a unit of work that is undone because ${why} is begun once more, and has one effect`, async () => {
    let tries = 0;
    const told = await tenancy.work(partner, async (unit) => {
      tries += 1;
      await countUp(unit, why);
      if (tries === 1) await unit.execute(undoing);
      return tries;
    });
    expect(told).toBe(2);
    expect(await counted(why)).toBe(1);
    expect(await counted(why, rival)).toBeUndefined();
  });

test('once: what is undone again is told, and nothing of it is there', async () => {
  let tries = 0;
  const task = tenancy.work(partner, async (unit) => {
    tries += 1;
    await countUp(unit, 'twice');
    await unit.execute(raised('40P01'));
  });
  await expect(task).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'busy' });
  expect(tries).toBe(2);
  expect(await counted('twice')).toBeUndefined();
});

test('what was refused is not tried again', async () => {
  let tries = 0;
  const task = tenancy.work(partner, async () => {
    tries += 1;
    throw new Problem('CONFLICT', 'versionConflict');
  });
  await expect(task).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(tries).toBe(1);
});
