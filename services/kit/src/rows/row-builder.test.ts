import { expect, test } from 'vitest';
import { builderOf } from './row-builder.ts';

const columns = [
  { sql: 't.id', path: ['id'] },
  { sql: 't.customer_id', path: ['customer', 'id'] },
  { sql: 'c.name', path: ['customer', 'name'] },
  { sql: 't.state', path: ['state'] },
];

test('columns become the row with its cards, and a card nobody is named by is null', () => {
  const build = builderOf(columns);
  expect(build(['1', '2', '凯越', 'OPEN'])).toEqual({ id: '1', customer: { id: '2', name: '凯越' }, state: 'OPEN' });
  expect(build(['1', null, null, null])).toEqual({ id: '1', customer: null, state: null });
});

test('columns in the same places are read by the same builder, in others by another', () => {
  expect(builderOf(columns.map(({ path }) => ({ sql: 'x', path })))).toBe(builderOf(columns));
  expect(builderOf(columns.slice(1))).not.toBe(builderOf(columns));
});
