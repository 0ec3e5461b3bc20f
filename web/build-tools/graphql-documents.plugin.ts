import { join, relative } from 'node:path';
import { type DefinitionNode, visit } from 'graphql';
import type { Plugin } from 'vite';
import { idOf, treeTextOf } from './graphql-operations.ts';
import {
  documentOf,
  fragmentsByName,
  type GraphqlFile,
  readAllGraphqlFiles,
  readGraphqlFile,
  textOf,
  webFolder,
} from './graphql-sources.ts';
import { writeGraphqlTypes } from './graphql-types.ts';

const runtime = join(webFolder, 'src/lib/graph/document.ts');

const spreadsOf = (definition: DefinitionNode): string[] => {
  const found = new Set<string>();
  visit(definition, { FragmentSpread: (spread) => void found.add(spread.name.value) });
  return [...found];
};

/**
 * A module of the file's operations and fragments: what the cache reads of them, and by what id the server knows each. A
 * fragment of another file is imported from there, so it ships once. With `withText` the texts go along and are what is
 * sent: while pages are being written, no manifest has them yet.
 */
const moduleOf = (file: GraphqlFile, all: GraphqlFile[], withText: boolean): string => {
  const fragmentsOfAll = fragmentsByName(all);
  const home = new Map(all.flatMap((one) => one.fragments.map((fragment) => [fragment.name.value, one.path] as const)));
  const own = new Set(file.fragments.map((fragment) => fragment.name.value));
  const foreign = new Set<string>();
  const call = (what: string, first: string[], definition: DefinitionNode): string => {
    const spreads = spreadsOf(definition);
    for (const name of spreads) {
      if (!home.has(name)) throw new Error(`${relative(webFolder, file.path)}: no fragment ${name}`);
      if (!own.has(name)) foreign.add(name);
    }
    const texts = [...first, treeTextOf(definition)].map((text) => JSON.stringify(text));
    return `/* @__PURE__ */ ${what}(${[...texts, ...spreads.map((name) => `$${name}`)].join(', ')})`;
  };
  // Fragments of one file may spread each other: those without spreads of their own come first.
  const fragments = inOrder(file).map((definition) => {
    const name = definition.name.value;
    return `export const $${name} = ${call('fragment', [], definition)};`;
  });
  const operations = file.operations.map((definition) => {
    const name = definition.name?.value ?? '';
    const text = textOf(documentOf(definition, fragmentsOfAll));
    return `export const ${name} = ${call('operation', [name, withText ? text : idOf(text)], definition)};`;
  });
  const imports = [...foreign].map((name) => `import { $${name} } from ${JSON.stringify(home.get(name))};`);
  return [
    `import { fragment, operation } from ${JSON.stringify(runtime)};`,
    ...imports,
    ...fragments,
    ...operations,
  ].join('\n');
};

const inOrder = (file: GraphqlFile): GraphqlFile['fragments'] => {
  const byName = new Map(file.fragments.map((fragment) => [fragment.name.value, fragment]));
  const ordered = new Set<GraphqlFile['fragments'][number]>();
  const add = (fragment: GraphqlFile['fragments'][number]) => {
    if (ordered.has(fragment)) return;
    for (const name of spreadsOf(fragment)) {
      const other = byName.get(name);
      if (other) add(other);
    }
    ordered.add(fragment);
  };
  for (const fragment of file.fragments) add(fragment);
  return [...ordered];
};

/**
 * Compiles `.graphql` files to ids and to what the cache reads, fragments shared; `lib/graph/document.ts` puts them
 * together. A document that fits no contract stops the build.
 */
export const graphqlDocuments = (): Plugin => {
  let building = false;
  return {
    name: 'landfall-graphql-documents',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build';
    },
    buildStart() {
      fragmentsByName(readAllGraphqlFiles());
      const problems = writeGraphqlTypes();
      if (problems.length && building) this.error(problems.join('\n'));
      for (const problem of problems) this.warn(problem);
    },
    load: {
      filter: { id: /\.graphql$/ },
      handler(id) {
        return { code: moduleOf(readGraphqlFile(id), readAllGraphqlFiles(), !building), map: null, moduleType: 'js' };
      },
    },
    handleHotUpdate({ file, server }) {
      if (!file.endsWith('.graphql')) return;
      writeGraphqlTypes();
      server.moduleGraph.invalidateAll();
    },
  };
};
