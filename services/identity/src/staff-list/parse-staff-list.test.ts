import { Problem } from '@landfall/kit/problem/problem';
import { describe, expect, test } from 'vitest';
import { parseStaffList } from './parse-staff-list.ts';

const reasonOf = (text: string): string | undefined => {
  try {
    parseStaffList(text);
  } catch (error) {
    return (error as Problem).reason;
  }
  return undefined;
};

describe('a list is read as people have it', () => {
  test('with a header in Chinese, simplified or traditional, in any order', () => {
    const [row] = parseStaffList(
      '電子郵件,姓名,產品,角色,服務地區,部門\nli@x.cn,李敏,"KIS、K/3",熱線顧問,"上海市、浦东新区",KIS',
    );
    expect(row).toEqual({
      ...{ line: 2, name: '李敏', email: 'li@x.cn', roles: ['hotline_consultant'], department: 'KIS' },
      ...{ regions: ['上海市', '浦东新区'], productLines: ['KIS', 'K3'], title: '', phone: '' },
    });
  });

  test('with a header in English, roles by name or code', () => {
    const [row] = parseStaffList('Name;E-mail;Roles;Title\nAnn;ann@x.cn;Service consultant, area_supervisor;Senior');
    expect(row).toMatchObject({ roles: ['service_consultant', 'area_supervisor'], title: 'Senior' });
  });

  test('as cells copied from a spreadsheet, with commas inside a cell', () => {
    const [row] = parseStaffList('姓名\t邮箱\t角色\n李敏\tli@x.cn\t热线顾问,销售');
    expect(row?.roles).toEqual(['hotline_consultant', 'sales']);
  });

  test('without a header in the usual order; empty lines count as lines and for nobody', () => {
    const rows = parseStaffList('\uFEFF李敏,li@x.cn,销售\r\n\r\n,,\r\n王强,wang@x.cn,讲师,培训部,31,KIS');
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [1, '李敏'],
      [4, '王强'],
    ]);
    expect(rows[1]).toMatchObject({ department: '培训部', regions: ['31'], productLines: ['KIS'] });
  });

  test('what means no role stays as it was written, to be told', () => {
    expect(parseStaffList('李敏,li@x.cn,巫师')[0]?.roles).toEqual(['巫师']);
  });
});

test.each([
  ['', 'staffList.empty'],
  ['姓名,邮箱,角色', 'staffList.empty'],
  ['姓名,角色\n李敏,销售', 'staffList.no.email'],
  ['邮箱,姓名\nli@x.cn,李敏', 'staffList.no.roles'],
  [`姓名,邮箱,角色\n${'李敏,li@x.cn,销售\n'.repeat(501)}`, 'staffList.tooMany'],
  ['x'.repeat(200_001), 'staffList.tooLong'],
])('%.20s: %s', (text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});

test('five hundred rows are fine', () => {
  expect(parseStaffList(`姓名,邮箱,角色\n${'李敏,li@x.cn,销售\n'.repeat(500)}`)).toHaveLength(500);
});
