// Part of `npm run schema`: writes schema/operations.json, by which the server knows the operations of every page that may
// still be open somewhere. With --check it fails where a page has an operation the file lacks, or a kept one no longer works.
import { writeFileSync } from 'node:fs';
import { pageOperations } from './graphql-operations.ts';
import {
  committedManifest,
  manifestFile,
  manifestProblems,
  manifestText,
  nextManifest,
  presentManifest,
} from './operations-manifest.ts';

const today = new Date().toISOString().slice(0, 10);
const pages = pageOperations();
const { next, lost } = nextManifest(committedManifest(), pages, today);
if (process.argv.includes('--check')) {
  const problems = manifestProblems(presentManifest(), next);
  for (const problem of problems) console.error(problem);
  if (problems.length) process.exitCode = 1;
} else {
  writeFileSync(manifestFile, manifestText(next));
  console.log(`schema/operations.json: ${pages.size} operations of pages, ${next.size - pages.size} of earlier ones`);
  for (const one of lost) console.warn(`  dropped, no contract has all of it any more: ${one}`);
}
