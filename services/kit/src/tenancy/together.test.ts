import { afterAll, beforeAll, expect, test } from 'vitest';
import { Asker } from '../asker/asker.ts';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { Reader } from './reader.ts';

let database: TemporaryDatabase;
let reader: Reader;
beforeAll(async () => {
  database = await openTemporaryDatabase();
  reader = new Reader('desk', database.urlOf('desk'), { max: 4 });
});
afterAll(async () => {
  await reader.close();
  await database.close();
});

const [OWN, RIVAL] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
/** When its transaction began, and whose rows it sees. */
const WHEN = `select now()::text as began, current_setting('app.tenant') as tenant, $1::int as n`;
const asking =
  (asker: Asker) =>
  (tenant: string, n: number, text = WHEN, isSmall = true) =>
    reader.query<{ began: string; tenant: string; n: number }>(
      { login: 'desk', tenant, signal: asker },
      { text, values: [n], isSmall },
    );

test('small questions of one moment are one conversation, again and again; a larger one and another asker’s are their own', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const [ask, other] = [asking(new Asker(true)), asking(new Asker(true))];
    const answers = await Promise.all([ask(OWN, 1), ask(OWN, 2), ask(OWN, 3), ask(OWN, 4, WHEN, false), other(OWN, 5)]);
    const rows = answers.flat();
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    const [began, ...others] = rows.map((row) => row.began);
    expect(others.map((one) => one === began)).toEqual([true, true, false, false]);
  }
});

test('a question as another partner is never asked with ours, whoever asks: rival’s rows are rival’s', async () => {
  const ask = asking(new Asker(true));
  const rows = (await Promise.all([ask(OWN, 1), ask(RIVAL, 2), ask(OWN, 3)])).flat();
  expect(rows.map(({ tenant }) => tenant)).toEqual([OWN, RIVAL, OWN]);
  expect(rows[1]?.began).not.toBe(rows[0]?.began);
});

test('one that fails takes no other with it, and the connection serves the next', async () => {
  for (let turn = 0; turn < 2; turn++) {
    const ask = asking(new Asker(true));
    const [first, second, third] = await Promise.allSettled([
      ask(OWN, 1),
      ask(OWN, 0, `select 1 / $1::int as n, 'broken' as tenant, '' as began`),
      ask(OWN, 3, 'select $1::int + 4 as n'),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled', value: [{ n: 1 }] });
    expect(second).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('zero') } });
    expect(third).toMatchObject({ status: 'fulfilled', value: [{ n: 7 }] });
  }
});

test('who has left hears that nothing was done', async () => {
  const asker = new Asker(true);
  const answers = [1, 2].map((n) => asking(asker)(OWN, n));
  asker.leave();
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: { code: 'UNAVAILABLE' } },
    { reason: { code: 'UNAVAILABLE' } },
  ]);
  expect(await asking(new Asker(true))(OWN, 1)).toMatchObject([{ n: 1 }]);
});
