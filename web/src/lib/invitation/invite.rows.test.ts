import { expect, test } from 'vitest';
import { linesLeft } from './invite.rows.ts';

test('what was sent is gone from the list; the header and the lines to mend stay', () => {
  const text = '姓名,邮箱,角色\n林一,a@x.cn,销售\n林二,b@x.cn,巫师\n\n林三,c@x.cn,销售';
  expect(linesLeft(text, [{ line: 3 }])).toBe('姓名,邮箱,角色\n林二,b@x.cn,巫师');
});

test('a list without a header keeps only what is to mend', () => {
  expect(linesLeft('林一,a@x.cn,销售\r\n林二,b@x.cn,巫师', [{ line: 2 }])).toBe('林二,b@x.cn,巫师');
});
