import { Problem } from '@landfall/kit/problem/problem';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPassword } from './password-rules.ts';

const OWNER = { email: 'wang.xiaoming@hongyuan-trade.cn', names: ['王小明', 'Wang Xiaoming'] };
const said = (password: string) =>
  checkPassword(password, OWNER).then(
    () => 'fine',
    (error: Problem) => error.reason,
  );

test.each([
  ['short', 'password.tooShort'],
  ['九个字的密码不够长', 'password.tooShort'],
  ['a'.repeat(201), 'password.tooLong'],
  ['1234567890', 'password.common'],
  ['0987654321', 'password.common'],
  ['Password123', 'password.common'],
  ['basketball2024!', 'password.common'],
  ['dragondragon', 'password.common'],
  ['aaaaaaaaaaaa', 'password.common'],
  ['qwertyuiop', 'password.common'],
  ['wang.xiaoming1', 'password.ownWords'],
  ['Hongyuan-Trade8', 'password.ownWords'],
  ['王小明王小明王小明2026', 'password.ownWords'],
])('%s is refused: %s', async (password, reason) => {
  expect(await said(password)).toBe(reason);
});

test.each(['correct horse battery', '月末结账要先过账再核对', 'tukan-kaffee', '        x9  q'])(
  '%s is taken: no rule of composition',
  async (password) => {
    expect(await said(password)).toBe('fine');
  },
);

test('whatever is typed is answered: taken, or refused at its field with a reason of three languages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 220 }), async (password) => {
      const problem = await checkPassword(password, OWNER, 'newPassword').catch((error: unknown) => error);
      if (problem !== undefined) {
        expect(problem).toBeInstanceOf(Problem);
        expect(problem).toMatchObject({ code: 'INVALID', fields: ['newPassword'] });
        expect((problem as Problem).reason).toMatch(/^password\./);
      }
    }),
    { numRuns: 200 },
  );
});
