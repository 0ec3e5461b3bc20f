import { parse, visit } from 'graphql';
import { describe, expect, test } from 'vitest';
import { documentOf, fragmentsByName, readAllGraphqlFiles, textOf } from '../../../build-tools/graphql-sources.ts';
import { parseText } from './parse-text.ts';

/** What the cache doesn't look at, taken from both sides. */
const bare = (definitions: readonly unknown[]): unknown =>
  JSON.parse(
    JSON.stringify(
      definitions.map((definition) =>
        visit(definition as never, { VariableDefinition: (node) => ({ ...node, type: undefined }) as never }),
      ),
      (key, value: unknown) =>
        key === 'loc' || key === 'block' || (Array.isArray(value) && value.length === 0) ? undefined : value,
    ),
  );

const files = readAllGraphqlFiles();
const fragments = fragmentsByName(files);
const texts = files.flatMap((file) =>
  file.operations.map((operation) => [operation.name?.value, textOf(documentOf(operation, fragments))] as const),
);

describe('a document is read as graphql reads it', () => {
  test.each(texts)('%s', (_name, text) => {
    expect(bare(parseText(text))).toEqual(bare(parse(text).definitions));
  });

  test.each([
    'query A($a:[Int!]!=[1,-2.5e3],$b:X={k:"a \\"q\\" {b}",l:[true,null,RED]}){a:b(c:$a,d:{e:$b})@include(if:$a){...F ...on T{id}...@skip(if:true){x}}} fragment F on T{id}',
    'subscription{x}'.replace('subscription', 'subscription S'),
  ])('%s', (text) => {
    expect(bare(parseText(text))).toEqual(bare(parse(text).definitions));
  });
});
