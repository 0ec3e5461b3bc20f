import { expect, test } from 'vitest';
import { creditCodeCheck, creditCodeProblem, tidyCreditCode } from './credit-code.ts';

test('codes of known companies verify', () => {
  for (const code of ['91440300708461136T', '91330100799655058B', '91110000802100433B', '914403001922038216']) {
    expect(creditCodeProblem(code)).toBeNull();
  }
});

test('any single wrong character, or two neighbours exchanged, is found', () => {
  const code = '91440300708461136T';
  for (let i = 0; i < 18; i += 1) {
    const other = code[i] === '4' ? '5' : '4';
    expect(creditCodeProblem(code.slice(0, i) + other + code.slice(i + 1))).not.toBeNull();
    const swapped = code.slice(0, i) + (code[i + 1] ?? '') + code[i] + code.slice(i + 2);
    if (i < 17 && code[i] !== code[i + 1]) expect(creditCodeProblem(swapped)).not.toBeNull();
  }
});

test.each([
  ['9144030070846113', 'creditCode.length'],
  ['91440300708461136I', 'creditCode.form'],
  ['91440300708461136A', 'creditCode.check'],
])('%s: %s', (code, problem) => {
  expect(creditCodeProblem(code)).toBe(problem);
});

test('a code is read as people paste it, and its check digit can be made', () => {
  expect(tidyCreditCode(' 9144 0300-7084 61136t')).toBe('91440300708461136T');
  expect(creditCodeCheck('91440300708461136')).toBe('T');
});
