import { type DefinitionNode, parse, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { idOf, pageOperations, treeTextOf } from '../../../build-tools/graphql-operations.ts';
import { readAllGraphqlFiles, readGraphqlFile } from '../../../build-tools/graphql-sources.ts';
import { operation } from './document.ts';
import { parseText } from './parse-text.ts';

/** What the cache doesn't look at, taken from both sides: names of operations, types of variables, variables without a default. */
const bare = (definition: DefinitionNode): unknown =>
  JSON.parse(
    JSON.stringify(
      visit(definition, {
        OperationDefinition: (node) => ({ ...node, name: undefined }),
        VariableDefinition: (node) => (node.defaultValue ? ({ ...node, type: undefined } as never) : null),
      }),
      (key, value: unknown) =>
        key === 'loc' || key === 'block' || (Array.isArray(value) && value.length === 0) ? undefined : value,
    ),
  );

const definitions = readAllGraphqlFiles().flatMap((file) => [...file.operations, ...file.fragments]);

describe('what ships of a document is read as graphql reads the whole', () => {
  test.each(definitions.map((one) => [one.name?.value, one] as const))('%s', (_name, definition) => {
    expect(bare(parseText(treeTextOf(definition)))).toEqual(bare(definition));
  });

  test.each([
    'query A($n:Int=3,$a:[Int!]!=[1,-2.5e3],$b:X={k:"a \\"q\\" {b}",l:[true,null,RED]}){a:b(c:$a,d:{e:$b})@include(if:$a){...F ...on T{id}...@skip(if:true){x}}}',
    'query B($id:ID!){a(id:$id){id}}',
    'subscription S{x}',
    'fragment F on T{id x{y}}',
  ])('%s', (text) => {
    const file = readGraphqlFile('somewhere.graphql', text);
    for (const one of [...file.operations, ...file.fragments])
      expect(bare(parseText(treeTextOf(one)))).toEqual(bare(one));
    expect(parse(text).definitions).toHaveLength(1);
  });
});

test('an operation is asked for by the SHA-256 of its text; pages that are being written send the text', () => {
  const [[id, { text }] = ['', { text: '' }]] = pageOperations();
  expect(id).toBe(idOf(text));
  expect(operation('A', id, '{a}').asked).toEqual({ documentId: id });
  expect(operation('A', text, '{a}').asked).toEqual({ query: text });
});
