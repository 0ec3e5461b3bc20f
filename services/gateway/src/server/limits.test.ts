import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, type FragmentDefinitionNode, Kind, parse, validate, visit } from 'graphql';
import { expect, test } from 'vitest';
import { limitsRule } from './limits.ts';

const root = resolve(import.meta.dirname, '../../../..');
const contract = (surface: string) =>
  buildSchema(readFileSync(resolve(root, `schema/contracts/${surface}.graphql`), 'utf8'));
const desk = contract('desk');
const refusals = (text: string): string[] =>
  validate(desk, parse(text), [limitsRule]).map((error) => error.message.replace(/ \d+$/, ''));

test('fragments that spread each other twice are weighed at once, in a circle or not', () => {
  const names = Array.from({ length: 150 }, (_, i) => `F${i}`);
  const chain = (last: string) =>
    names.map((name, i) => `fragment ${name} on Query { ...${names[i + 1] ?? last} ...${names[i + 1] ?? last} }`);
  const started = process.cpuUsage();
  expect(refusals(`{ ...F0 } ${chain('F0').join(' ')}`)).toEqual([]);
  expect(refusals(`{ ...F0 } ${chain('End').join(' ')} fragment End on Query { viewer { name } }`)).toContain(
    'limit: cost',
  );
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
});

test('a list costs its rows whether it says how many or not, in a fragment, behind an alias, or beneath another', () => {
  expect(refusals('{ tickets { nodes { id symptom orders { id number } } } }')).toEqual([]);
  const beneath = 'orders { ticket { orders { ticket { orders { activities { id at action note } } } } } }';
  expect(refusals(`{ tickets { nodes { ${beneath} } } }`)).toEqual(['limit: cost']);
  expect(refusals(`query ($first: Int) { tickets(first: $first) { edges { node { ${beneath} } } } }`)).toEqual([
    'limit: cost',
  ]);
  expect(refusals(`{ t: tickets { nodes { ...B } } } fragment B on Ticket { ${beneath} }`)).toEqual(['limit: cost']);
});

test('every document of the pages is within the limits', () => {
  const definitions = globSync(resolve(root, 'web/src/**/*.graphql')).flatMap(
    (file) => parse(readFileSync(file, 'utf8')).definitions,
  );
  const fragments = new Map(
    definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  expect(operations.length).toBeGreaterThan(20);
  const surfaces = [desk, contract('portal'), contract('hq')];
  for (const operation of operations) {
    const used = new Set<FragmentDefinitionNode>();
    const follow = (node: typeof operation | FragmentDefinitionNode): void => {
      visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || used.has(fragment)) return;
          used.add(fragment);
          follow(fragment);
        },
      });
    };
    follow(operation);
    const document = { kind: Kind.DOCUMENT, definitions: [operation, ...used] } as const;
    const fitting = surfaces.filter((surface) => validate(surface, document).length === 0);
    expect(fitting.length, operation.name?.value).toBeGreaterThan(0);
    for (const surface of fitting) expect(validate(surface, document, [limitsRule]), operation.name?.value).toEqual([]);
  }
});
