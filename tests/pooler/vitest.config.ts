import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LastLineReporter } from '../reporter/last-line.reporter.ts';

// The API and isolation tests as they are, behind a pooler, and what is only said here.
// biome-ignore lint/style/noDefaultExport: Vitest reads it so.
export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    name: 'pooler',
    root: resolve(import.meta.dirname, '../..'),
    include: ['tests/pooler/**/*.test.ts', 'tests/api/**/*.test.ts', 'tests/isolation/**/*.test.ts'],
    globalSetup: ['tests/pooler/pooler.setup.ts'],
    pool: 'forks',
    // Two connections a login are shared by all files that run at once: more of them would measure the queue in front of the pooler.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', new LastLineReporter()],
  },
});
