import { createHash } from 'node:crypto';
import { type DefinitionNode, Kind, type OperationDefinitionNode, validate, visit } from 'graphql';
import { contracts } from './graphql-schemas.ts';
import { documentOf, fragmentsByName, type GraphqlFile, readAllGraphqlFiles, textOf } from './graphql-sources.ts';

/** An operation as the server knows it: built pages send its id, and the text stays here. */
export interface PageOperation {
  name: string;
  /** The surfaces whose contract it fits. */
  surfaces: string[];
  text: string;
}

/** What an operation is called by: SHA-256 of its text with its fragments, in hexadecimal. */
export const idOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The operations of all pages, by id. One that fits no contract is left out: the types say why. */
export const pageOperations = (files: GraphqlFile[] = readAllGraphqlFiles()): Map<string, PageOperation> => {
  const fragments = fragmentsByName(files);
  const found = new Map<string, PageOperation>();
  for (const operation of files.flatMap((file) => file.operations)) {
    const document = documentOf(operation, fragments);
    const surfaces = contracts()
      .filter(({ schema }) => validate(schema, document).length === 0)
      .map(({ name }) => name);
    const text = textOf(document);
    if (surfaces.length) found.set(idOf(text), { name: operation.name?.value ?? '', surfaces, text });
  }
  return found;
};

/**
 * What the cache reads of a definition: no names of operations, no variables but those with a default, and no `__typename`,
 * which `parse-text.ts` puts back wherever there is a selection below the root.
 */
export const treeTextOf = (definition: DefinitionNode): string => {
  const bare = visit(definition, {
    OperationDefinition: (node): OperationDefinitionNode => ({
      ...node,
      name: undefined,
      variableDefinitions: node.variableDefinitions?.filter((one) => one.defaultValue),
    }),
    Field: (node) => (node.name.value === '__typename' && !node.alias ? null : undefined),
  });
  return textOf({ kind: Kind.DOCUMENT, definitions: [bare] });
};
