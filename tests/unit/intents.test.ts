import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kind, type OperationDefinitionNode, parse, visit } from 'graphql';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => parse(readFileSync(resolve(root, path), 'utf8'));

/** Matters of credentials: what is kept of them by a key would be a secret's fingerprint. */
const CREDENTIALS = [
  ...['askEmailChange', 'beginTotp', 'changePassword', 'confirmTotp', 'createApiToken', 'dropEmailChange'],
  ...['endApiToken', 'endOtherSessions', 'endSession', 'eraseMyAccount', 'renewRecoveryCodes', 'saveMyPreferences'],
  'turnOffTotp',
];

/** Fields of the three contracts that change something, and whether an intent's key can be given. */
function mutations(): Map<string, boolean> {
  const takes = new Map<string, boolean>();
  for (const surface of ['desk', 'portal', 'hq'])
    visit(read(`schema/contracts/${surface}.graphql`), {
      ObjectTypeDefinition: ({ name, fields = [] }) => {
        if (name.value !== 'Mutation') return;
        for (const field of fields)
          takes.set(
            field.name.value,
            (field.arguments ?? []).some((argument) => argument.name.value === 'idempotencyKey'),
          );
      },
    });
  return takes;
}

test('whatever changes something takes a key for its intent, but for matters of credentials', () => {
  const without = [...mutations()].filter(([, takes]) => !takes).map(([name]) => name);
  expect(without.sort()).toEqual(CREDENTIALS.toSorted());
});

test('every page gives its intents a key', () => {
  const takes = mutations();
  const forgotten: string[] = [];
  let asked = 0;
  for (const file of globSync('web/src/**/*.graphql', { cwd: root }))
    for (const operation of read(file).definitions as OperationDefinitionNode[]) {
      if (operation.kind !== Kind.OPERATION_DEFINITION || operation.operation !== 'mutation') continue;
      for (const field of operation.selectionSet.selections) {
        if (field.kind !== Kind.FIELD || !takes.get(field.name.value)) continue;
        asked += 1;
        if (!field.arguments?.some(({ name }) => name.value === 'idempotencyKey'))
          forgotten.push(operation.name?.value ?? file);
      }
    }
  expect(asked).toBeGreaterThan(60);
  expect(forgotten).toEqual([]);
});
