import 'reflect-metadata';
import { resolve } from 'node:path';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { services } from '../host/services.ts';
import { committedFiles, schemaFiles, writeSchemaFiles } from '../supergraph/schema-files.ts';

/** `npm run schema` prints what the code says into `schema/`; with `--check` it fails on a difference and names what would break clients. */
const folder = resolve('schema');
const files = schemaFiles(services);
if (!process.argv.includes('--check')) {
  writeSchemaFiles(folder, files);
  console.log(`schema/: ${files.size} files`);
} else {
  const committed = committedFiles(folder);
  const different = [...new Set([...files.keys(), ...committed.keys()])].filter(
    (path) => files.get(path) !== committed.get(path),
  );
  for (const path of different) {
    console.error(`schema/${path} is not what the code prints: npm run schema`);
    const [before, after] = [committed.get(path), files.get(path)];
    if (!/contracts\/\w+\.graphql$/.test(path) || !before || !after) continue;
    for (const change of await diff(buildSchema(before), buildSchema(after))) {
      if (change.criticality.level === CriticalityLevel.Breaking) console.error(`  breaks clients: ${change.message}`);
    }
  }
  process.exitCode = different.length === 0 ? 0 : 1;
}
