// Everything `svelte-check` needs that isn't in the repository: messages and the types of the documents.
import { compile } from '@inlang/paraglide-js';
import { writeGraphqlTypes } from './graphql-types.ts';
import { paraglideOptions } from './paraglide-options.ts';

// Not cleaned: a build that runs beside it reads the same folder.
await compile({
  ...paraglideOptions,
  cleanOutdir: false,
  isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'",
});
const problems = writeGraphqlTypes();
for (const problem of problems) console.error(problem);
if (problems.length) process.exitCode = 1;
