import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';

export const webFolder = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A `.graphql` file of `src`: its operations and fragments, already carrying `__typename` in every selection. */
export interface GraphqlFile {
  path: string;
  operations: OperationDefinitionNode[];
  fragments: FragmentDefinitionNode[];
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/** The cache merges by `__typename` and `id`, so every selection below the root asks for the first. */
const withTypename = <T extends DefinitionNode>(definition: T): T =>
  visit(definition, {
    SelectionSet: {
      leave(set, _key, parent) {
        if (parent && !Array.isArray(parent) && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) return;
        if (set.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename')) return;
        return { ...set, selections: [typename, ...set.selections] };
      },
    },
  });

/** Reads one file. @throws GraphQLError with the place of a syntax error; Error for an operation without a name. */
export const readGraphqlFile = (path: string, text = readFileSync(path, 'utf8')): GraphqlFile => {
  const file: GraphqlFile = { path, operations: [], fragments: [] };
  for (const definition of parse(text, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) file.fragments.push(withTypename(definition));
    else if (definition.kind === Kind.OPERATION_DEFINITION) {
      if (!definition.name) throw new Error(`${path}: an operation without a name`);
      file.operations.push(withTypename(definition));
    } else throw new Error(`${path}: only operations and fragments belong here`);
  }
  return file;
};

/** Every `.graphql` file of `src`. */
export const readAllGraphqlFiles = (): GraphqlFile[] =>
  globSync('src/**/*.graphql', { cwd: webFolder })
    .sort()
    .map((path) => readGraphqlFile(join(webFolder, path)));

/** All fragments by name. @throws Error where two files use one name. */
export const fragmentsByName = (files: GraphqlFile[]): Map<string, FragmentDefinitionNode> => {
  const found = new Map<string, FragmentDefinitionNode>();
  for (const file of files) {
    for (const fragment of file.fragments) {
      const name = fragment.name.value;
      if (found.has(name)) throw new Error(`${relative(webFolder, file.path)}: fragment ${name} exists twice`);
      found.set(name, fragment);
    }
  }
  return found;
};

/** The operation with each fragment it spreads, directly or not. Fragments need no import: their names are unique. */
export const documentOf = (
  operation: OperationDefinitionNode,
  fragments: Map<string, FragmentDefinitionNode>,
): DocumentNode => {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread(spread) {
        const name = spread.name.value;
        const fragment = fragments.get(name);
        if (!fragment) throw new Error(`${operation.name?.value}: no fragment ${name}`);
        if (!used.has(name)) {
          used.set(name, fragment);
          collect(fragment);
        }
      },
    });
  };
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
};

/** The text that names an operation: without needless white space; strings stay as they are. */
export const textOf = (document: DocumentNode): string =>
  print(document)
    .replace(/("(?:\\.|[^"\\])*")|\s*\n\s*/g, (_, string?: string) => string ?? ' ')
    .replace(/("(?:\\.|[^"\\])*")|\s*([{}():,])\s*/g, (_, string?: string, mark?: string) => string ?? mark ?? '');
