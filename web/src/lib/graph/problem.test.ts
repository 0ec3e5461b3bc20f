import { expect, test } from 'vitest';
import { problemOf } from './problem.ts';

const answered = (extensions: object) => problemOf([{ message: '请检查标出的内容', extensions }]);

test('each field has its own words', () => {
  const problem = answered({
    code: 'INVALID',
    fields: ['input.symptom', 'severity'],
    problems: [{ field: 'input.symptom', message: '请填写' }],
  });
  expect(problem.at('symptom')).toBe('请填写');
  expect(problem.at('severity')).toBe('请检查标出的内容');
  expect(problem.at('stepsTried')).toBeUndefined();
});

test('a code outside the closed list is a mistake of the program', () => {
  expect(answered({ code: 'GRAPHQL_VALIDATION_FAILED' }).code).toBe('INTERNAL');
});

test('what may or may not have been done is tried again with the same key; what wasn’t is said at once', () => {
  for (const reason of ['outcomeUnknown', 'overdue'])
    expect(answered({ code: 'UNAVAILABLE', reason }).outcomeUnknown).toBe(true);
  expect(answered({ code: 'UNAVAILABLE', reason: 'unavailable' }).outcomeUnknown).toBe(false);
});
