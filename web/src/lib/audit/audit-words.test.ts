import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { auditActions } from './audit-words.ts';

/** Mutations of one's own account and inbox: no line of an organisation's trail is called so. */
const NO_LINE = new Set([
  ...['saveMyPreferences', 'changePassword', 'askEmailChange', 'dropEmailChange', 'eraseMyAccount'],
  ...['beginTotp', 'confirmTotp', 'turnOffTotp', 'markRead', 'markAllRead'],
]);

test.each(['desk', 'portal', 'hq'])('whatever people can do at %s has a word in the audit trail', (surface) => {
  const text = readFileSync(join(import.meta.dirname, `../../../../schema/contracts/${surface}.graphql`), 'utf8');
  const mutations = Object.keys(buildSchema(text, { assumeValid: true }).getMutationType()?.getFields() ?? {});
  expect(mutations.filter((name) => !(name in auditActions) && !NO_LINE.has(name))).toEqual([]);
});
