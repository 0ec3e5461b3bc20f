import { identity } from '@landfall/identity/service';
import { kit } from '@landfall/kit/service/kit.service';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from './service.ts';
import { type Stage, startStage, viewerOf } from './stage.fixture.ts';

const desk = viewerOf('0192a000-0000-7000-8000-000000000001');
const headquarters = viewerOf(HEADQUARTERS, { surface: 'hq' });
interface Product {
  readonly code: string;
  readonly line: string;
  readonly versions: readonly object[];
}
interface Year {
  readonly calendarYear: { readonly holidays: readonly object[]; readonly makeUpWorkdays: readonly object[] };
}

let stage: Stage;

beforeAll(async () => {
  stage = await startStage([kit, identity, catalogue]);
});

afterAll(() => stage?.close());

test.each([
  ['the desk', desk],
  ['the portal', { ...desk, surface: 'portal' as const }],
  ['headquarters', headquarters],
])('%s reads the published products, newest version first, in one statement', async (_, viewer) => {
  const { data, statements } = await stage.ask<{ products: Product[] }>(
    viewer,
    '{ products { id code name line versions { id version releasedOn serviceEndsOn } } }',
  );
  expect(statements).toBe(1);
  expect(new Set(data.products.map((product) => product.line))).toEqual(new Set(['KIS', 'K3']));
  const professional = data.products.find((product) => product.code === 'KIS-PRO');
  expect(professional?.versions[0]).toEqual({
    id: '01900000-0000-7000-8000-000000000404',
    version: '17.0',
    releasedOn: '2026-03-12',
    serviceEndsOn: null,
  });
});

test('divisions are the official ones, level by level, and a city without districts is listed once', async () => {
  const divisions = async (parent?: string) =>
    (await stage.ask(desk, 'query ($parent: ID) { divisions(parent: $parent) { code name parent level } }', { parent }))
      .data.divisions;
  expect(await divisions()).toHaveLength(34);
  expect(await divisions('330000')).toContainEqual({ code: '330100', name: '杭州市', parent: '330000', level: 2 });
  expect(await divisions('310100')).toContainEqual({ code: '310115', name: '浦东新区', parent: '310100', level: 3 });
  expect(await divisions('441900')).toEqual([]);
  const [{ total, orphans }] = (await stage.sql(`select count(*)::int as total,
    (count(*) filter (where level > 1 and left(code, 2) <> left(parent, 2)))::int as orphans from catalogue.division`)) as [
    { total: number; orphans: number },
  ];
  expect(total).toBeGreaterThan(3300);
  expect(orphans).toBe(0);
});

test('a division is written as in an address', async () => {
  const rows = await stage.sql(
    `select code, full_name from catalogue.division where code in ('310115', '330106', '441900', '419001') order by code`,
  );
  expect(rows.map((row) => row.full_name)).toEqual([
    '上海市 浦东新区',
    '浙江省 杭州市 西湖区',
    '河南省 济源市',
    '广东省 东莞市',
  ]);
});

test('only headquarters may write what is published', async () => {
  const rows = await stage.sql(`select table_name, grantee, privilege_type from information_schema.role_table_grants
    where table_schema = 'catalogue' and grantee in ('desk', 'portal', 'hq', 'edge', 'worker') and privilege_type <> 'SELECT'`);
  expect(new Set(rows.map((row) => row.grantee))).toEqual(new Set(['hq']));
});

test('an announced year has its holidays and make-up workdays, another says that it has none', async () => {
  const ask = async (viewer: typeof desk, year: number) =>
    stage.ask<Year>(
      viewer,
      'query ($year: Int!) { calendarYear(year: $year) { year announced holidays { date name } makeUpWorkdays { date name } } }',
      { year },
    );
  const announced = (await ask({ ...desk, locale: 'zh-TW' }, 2026)).data.calendarYear;
  expect(announced).toMatchObject({ year: 2026, announced: true });
  expect(announced.holidays).toContainEqual({ date: '2026-10-01', name: '國慶節' });
  expect(announced.makeUpWorkdays).toContainEqual({ date: '2026-02-14', name: '春節' });
  expect((await ask(headquarters, 2099)).data.calendarYear).toEqual({
    year: 2099,
    announced: false,
    holidays: [],
    makeUpWorkdays: [],
  });
  expect((await ask(desk, 1812)).problems).toEqual(['INVALID calendar.year year']);
});
