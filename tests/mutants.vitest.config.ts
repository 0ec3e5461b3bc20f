import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// One graphql for source run by Vite and packages run by Node, as in vitest.config.ts.
const graphql = { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') };

// Packages of ours are taken from beside these tests and not through node_modules, where the originals would be found.
const own = {
  find: /^@landfall\/([\w-]+)\/(.*)$/,
  replacement: resolve(import.meta.dirname, '../services/$1/src/$2.ts'),
};

/** The tests that hold policies, machines and tenancy without a database: what the mutants are tried against (`npm run mutants`). */
// biome-ignore lint/style/noDefaultExport: Vitest takes its configuration from the default export.
export default defineConfig({
  resolve: { alias: [graphql, own] },
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: [
      'tests/unit/{policies,machines}.test.ts',
      'services/kit/src/{policy,machine,support-visit}/*.test.ts',
      'services/kit/src/service/root-field.test.ts',
      'services/kit/src/tenancy/{logins,table,unit-of-work,database-error}.test.ts',
      'services/support/src/{call,dispatch-order,ticket}/*.test.ts',
      'services/identity/src/membership/member.policy.test.ts',
    ],
    pool: 'threads',
  },
});
