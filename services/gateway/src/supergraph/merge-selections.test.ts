import { buildSchema, type OperationDefinitionNode, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { mergeSelections } from './merge-selections.ts';

const schema = buildSchema(
  'type Query { order(id: ID): Order } type Order { id: ID state: String promises(first: Int): [Promise] } type Promise { id: ID kind: String due: String }',
);

function merged(text: string): string {
  const document = parse(text);
  return print(mergeSelections(schema, document, document.definitions[0] as OperationDefinitionNode)).replace(
    /\s+/g,
    ' ',
  );
}

test('a list asked for in two fragments and in the open is asked for once, with all that was asked of it', () => {
  expect(
    merged(
      '{ order { ...A promises { id } ... { promises { due } } ...B } } fragment A on Order { promises { kind } state } fragment B on Order { ...A }',
    ),
  ).toBe('{ order { promises { kind id due } state } }');
});

test('what is asked under another name or only sometimes stays apart', () => {
  expect(
    merged(
      'query ($x: Boolean!) { order { a: promises(first: 1) { id } promises { id } promises @include(if: $x) { due } } }',
    ),
  ).toBe(
    'query ($x: Boolean!) { order { a: promises(first: 1) { id } promises { id } promises @include(if: $x) { due } } }',
  );
});

test('a fragment that is asked for only sometimes stays a fragment', () => {
  expect(merged('query ($x: Boolean!) { order { ...A @skip(if: $x) state } } fragment A on Order { id }')).toBe(
    'query ($x: Boolean!) { order { state ... on Order @skip(if: $x) { id } } }',
  );
});
