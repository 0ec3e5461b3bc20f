import { expect, test } from 'vitest';
import { Problem } from '../problem/problem.ts';
import { asProblem, isAway } from './database-error.ts';

const said = (code: string, message = '') => asProblem(Object.assign(new Error(message), { code })) as Problem;

test('a database that is away, paused or full is UNAVAILABLE, and so is one that was too busy, but that is the attempt’s own', () => {
  for (const code of ['ECONNREFUSED', '57P01', '53300', '53100']) {
    expect(said(code)).toMatchObject({ code: 'UNAVAILABLE', reason: 'unavailable' });
    expect(isAway(said(code))).toBe(true);
  }
  for (const message of ['Query read timeout', 'Client has encountered a connection error and is not queryable'])
    expect(isAway(said('', message))).toBe(true);
  for (const code of ['57014', '25P04', '40P01', '40001']) {
    expect(said(code)).toMatchObject({ code: 'UNAVAILABLE', reason: 'busy' });
    expect(isAway(said(code))).toBe(false);
  }
});

test('an id that is none is as good as one nobody has; any other value the database can’t take is INVALID', () => {
  expect(said('22P02', 'invalid input syntax for type uuid: "x"')).toMatchObject({ code: 'NOT_FOUND' });
  for (const code of ['22P02', '22003', '22007', '22021', '54000'])
    expect(said(code)).toMatchObject({ code: 'INVALID' });
  expect(said('08P01', 'invalid message format')).toMatchObject({ code: 'INVALID' });
});

test('what nobody foresaw stays what it is', () => {
  const error = Object.assign(new Error('function foo() does not exist'), { code: '42883' });
  expect(asProblem(error)).toBe(error);
  expect(asProblem(undefined)).toBeInstanceOf(Error);
});
