import type { Plugin } from 'vite';
import { documentOf, fragmentsByName, readAllGraphqlFiles, readGraphqlFile, textOf } from './graphql-sources.ts';
import { writeGraphqlTypes } from './graphql-types.ts';

/**
 * Compiles `.graphql` files to documents at build time: the browser gets neither a parser nor a printer.
 * Each operation becomes a named export `{kind, definitions, name, text}`.
 * A document that fits no contract stops the build.
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
      const problems = writeGraphqlTypes();
      if (problems.length && building) this.error(problems.join('\n'));
      for (const problem of problems) this.warn(problem);
    },
    load: {
      filter: { id: /\.graphql$/ },
      handler(id) {
        const fragments = fragmentsByName(readAllGraphqlFiles());
        const lines = readGraphqlFile(id).operations.map((operation) => {
          const document = documentOf(operation, fragments);
          const name = operation.name?.value ?? '';
          const content = JSON.stringify({ ...document, name, text: textOf(document) });
          // JSON.parse of a string is smaller to ship and quicker to start than a literal of this size.
          return `export const ${name} = /* @__PURE__ */ JSON.parse(${JSON.stringify(content)});`;
        });
        return { code: lines.join('\n') || 'export {};', map: null, moduleType: 'js' };
      },
    },
    handleHotUpdate({ file, server }) {
      if (!file.endsWith('.graphql')) return;
      writeGraphqlTypes();
      server.moduleGraph.invalidateAll();
    },
  };
};
