import { join, relative } from 'node:path';
import { type DefinitionNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
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

/** Names one definition of a file: `ticket.graphql?one=TicketPage`. */
const ONE = '?one=';

/** A file's module only says where each of its definitions is: a page gets those it asks for, and not what others ask of the same file. */
const moduleOf = ({ path, operations, fragments }: GraphqlFile): string =>
  [...operations.map(({ name }) => name?.value ?? ''), ...fragments.map(({ name }) => `$${name.value}`)]
    .map((name) => `export { ${name} } from ${JSON.stringify(`${path}${ONE}${name}`)};`)
    .join('\n');

/**
 * The module of one definition: what the cache reads of it, and by what id the server knows an operation. A fragment is
 * imported from its own module, so it ships once. With `withText` the text goes along and is what is sent: while pages are
 * being written, no manifest has them yet.
 */
const moduleOfOne = (file: GraphqlFile, one: string, all: GraphqlFile[], withText: boolean): string => {
  const isFragment = one.startsWith('$');
  const definitions: Array<OperationDefinitionNode | FragmentDefinitionNode> = isFragment
    ? file.fragments
    : file.operations;
  const definition = definitions.find(({ name }) => name?.value === one.replace('$', ''));
  if (!definition) throw new Error(`${relative(webFolder, file.path)}: no ${one}`);
  const home = new Map(all.flatMap((other) => other.fragments.map(({ name }) => [name.value, other.path] as const)));
  const spreads = spreadsOf(definition);
  for (const name of spreads)
    if (!home.has(name)) throw new Error(`${relative(webFolder, file.path)}: no fragment ${name}`);
  const given = [treeTextOf(definition)];
  if (definition.kind === Kind.OPERATION_DEFINITION) {
    const text = textOf(documentOf(definition, fragmentsByName(all)));
    given.unshift(one, withText ? text : idOf(text));
  }
  const what = isFragment ? 'fragment' : 'operation';
  return [
    `import { ${what} } from ${JSON.stringify(runtime)};`,
    ...spreads.map((name) => `import { $${name} } from ${JSON.stringify(`${home.get(name)}${ONE}$${name}`)};`),
    `export const ${one} = /* @__PURE__ */ ${what}(${[...given.map((text) => JSON.stringify(text)), ...spreads.map((name) => `$${name}`)].join(', ')});`,
  ].join('\n');
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
      filter: { id: /\.graphql(\?one=\$?\w+)?$/ },
      handler(id) {
        const [path = '', one] = id.split(ONE);
        const file = readGraphqlFile(path);
        const code = one ? moduleOfOne(file, one, readAllGraphqlFiles(), !building) : moduleOf(file);
        return { code, map: null, moduleType: 'js', moduleSideEffects: false };
      },
    },
    handleHotUpdate({ file, server }) {
      if (!file.endsWith('.graphql')) return;
      writeGraphqlTypes();
      server.moduleGraph.invalidateAll();
    },
  };
};
