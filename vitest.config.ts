import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LastLineReporter } from './tests/reporter/last-line.reporter.ts';

// Source run by Vite and packages run by Node would each load graphql, and types of one are none of the other.
const graphql = { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') };

/** Vitest keeps a core for itself, which on a machine of two is half of it. */
const WORKERS = Math.max(2, availableParallelism() - 1);

const project = (name: string, include: string[], groupOrder: number, more: object = {}) => ({
  resolve: { alias: [graphql] },
  test: {
    name,
    include,
    pool: 'forks' as const,
    sequence: { groupOrder },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A busy machine is slow, not wrong.
    expect: { poll: { timeout: 10_000 } },
    ...more,
  },
});

export default defineConfig({
  test: {
    reporters: ['default', new LastLineReporter()],
    projects: [
      project(
        'unit',
        [
          'services/**/*.test.ts',
          'web/**/*.test.ts',
          'tests/unit/**/*.test.ts',
          'tests/load/**/*.test.ts',
          'tests/faults/check.test.ts',
        ],
        0,
        { maxWorkers: WORKERS },
      ),
      project('api', ['tests/api/**/*.test.ts', 'tests/isolation/**/*.test.ts'], 1, {
        globalSetup: ['tests/kit/database.setup.ts'],
        maxWorkers: WORKERS,
      }),
      // Each drives a whole server and several browsers: one a core.
      project('e2e', ['tests/e2e/**/*.test.ts', 'tests/faults/faults.test.ts'], 2, {
        globalSetup: ['tests/e2e/template.setup.ts'],
        maxWorkers: WORKERS,
        testTimeout: 120_000,
      }),
    ],
  },
});
