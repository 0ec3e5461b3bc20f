import 'reflect-metadata';
import { expect, test } from 'vitest';
import { fits } from './staff-search.ts';

const person = { name: '欧阳静', email: 'Jing.Ouyang@example.com', phone: '13812345678' };

test.each(['欧阳', '静', 'ouyang', 'oyj', 'jing', '歐陽', 'JING.OUYANG', 'ouyang@example', '13812345678', '5678'])(
  '%s finds them',
  (typed) => {
    expect(fits(person, typed)).toBe(true);
  },
);

test.each(['王', 'wang', 'x@y', '', '9999'])('%s doesn’t', (typed) => {
  expect(fits(person, typed)).toBe(false);
});

test('nobody is found by an e-mail that isn’t told', () => {
  expect(fits({ ...person, email: null }, 'ouyang@example')).toBe(false);
});
