import { expect, test } from 'vitest';
import { nodeSelection } from './selection.ts';

test('rows asked for through nodes and through edges have what either asked, at every depth', () => {
  const selection = {
    nodes: { id: {}, customer: { name: {} } },
    edges: { cursor: {}, node: { number: {}, customer: { phone: {} } } },
  };
  expect(nodeSelection(selection)).toEqual({ id: {}, number: {}, customer: { name: {}, phone: {} } });
  expect(nodeSelection(selection)).toBe(nodeSelection(selection));
  expect(nodeSelection({ pageInfo: {} })).toEqual({});
});
