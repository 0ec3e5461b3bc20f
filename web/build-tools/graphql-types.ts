import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
  typeFromAST,
  validate,
} from 'graphql';
import { contracts } from './graphql-schemas.ts';
import { documentOf, fragmentsByName, type GraphqlFile, readAllGraphqlFiles, webFolder } from './graphql-sources.ts';

const scalars: Record<string, string> = { Int: 'number', Float: 'number', Boolean: 'boolean' };

type Fragments = Map<string, FragmentDefinitionNode>;

const nullable = (type: GraphQLType, of: (inner: GraphQLType) => string): string => {
  if (isNonNullType(type)) return bare(type.ofType, of);
  return `${bare(type, of)} | null`;
};
const bare = (type: GraphQLType, of: (inner: GraphQLType) => string): string =>
  isListType(type) ? `Array<${nullable(type.ofType, of)}>` : of(type);

const named = (type: GraphQLType, used: Set<string>): string => {
  const leaf = getNamedType(type);
  if (isEnumType(leaf) || isInputObjectType(leaf)) {
    used.add(leaf.name);
    return leaf.name;
  }
  return scalars[leaf.name] ?? 'string';
};

/** Fields of a selection, fragments merged in; one response name may be selected several times. */
const fieldsOf = (
  set: SelectionSetNode,
  fragments: Fragments,
): Map<string, { field: string; sets: SelectionSetNode[] }> => {
  const found = new Map<string, { field: string; sets: SelectionSetNode[] }>();
  const walk = (selections: SelectionSetNode) => {
    for (const one of selections.selections) {
      if (one.kind === Kind.FIELD) {
        const name = one.alias?.value ?? one.name.value;
        const entry = found.get(name) ?? { field: one.name.value, sets: [] };
        if (one.selectionSet) entry.sets.push(one.selectionSet);
        found.set(name, entry);
      } else if (one.kind === Kind.INLINE_FRAGMENT) walk(one.selectionSet);
      else {
        const fragment = fragments.get(one.name.value);
        if (fragment) walk(fragment.selectionSet);
      }
    }
  };
  walk(set);
  return found;
};

const shape = (type: GraphQLOutputType, sets: SelectionSetNode[], fragments: Fragments, used: Set<string>): string => {
  const object = getNamedType(type);
  if (!isObjectType(object)) return named(object, used);
  const merged: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: sets.flatMap((set) => set.selections) };
  const lines = [...fieldsOf(merged, fragments)].map(([name, { field, sets: inner }]) => {
    if (field === '__typename') return `__typename: '${object.name}'`;
    const definition = object.getFields()[field];
    if (!definition) throw new Error(`${object.name} has no ${field}`);
    return `${name}: ${nullable(definition.type, (leaf) => shape(leaf as GraphQLOutputType, inner, fragments, used))}`;
  });
  return `{ ${lines.join('; ')} }`;
};

const variablesOf = (operation: OperationDefinitionNode, schema: GraphQLSchema, used: Set<string>): string => {
  const lines = (operation.variableDefinitions ?? []).map((one) => {
    const type = typeFromAST(schema, one.type as TypeNode as never) as GraphQLType | undefined;
    if (!type) throw new Error(`${operation.name?.value}: unknown type of $${one.variable.name.value}`);
    const optional = !isNonNullType(type) || one.defaultValue ? '?' : '';
    return `${one.variable.name.value}${optional}: ${nullable(type, (leaf) => named(leaf, used))}`;
  });
  return lines.length ? `{ ${lines.join('; ')} }` : 'Record<string, never>';
};

const declarationOf = (file: GraphqlFile, fragments: Fragments, problems: string[]): string => {
  const used = new Set<string>();
  const body: string[] = [];
  const schemas = contracts();
  for (const operation of file.operations) {
    const name = operation.name?.value ?? '';
    const document = documentOf(operation, fragments);
    const tried = schemas.map((contract) => ({ contract, errors: validate(contract.schema, document) }));
    const fit = tried.find(({ errors }) => errors.length === 0);
    if (!fit) {
      const nearest = tried.toSorted((a, b) => a.errors.length - b.errors.length)[0];
      problems.push(
        ...(nearest?.errors ?? []).map(
          (e) => `${relative(webFolder, file.path)} ${name} (${nearest?.contract.name}): ${e.message}`,
        ),
      );
      continue;
    }
    const { schema } = fit.contract;
    const root = schema.getRootType(operation.operation);
    if (!root) continue;
    const result = shape(root, [operation.selectionSet], fragments, used);
    body.push(`export type ${name}Result = ${result};`);
    body.push(`export type ${name}Variables = ${variablesOf(operation, schema, used)};`);
    body.push(`export declare const ${name}: GraphDocument<${name}Result, ${name}Variables>;`);
  }
  for (const fragment of file.fragments) {
    const on = fragment.typeCondition.name.value;
    const found = schemas.flatMap(({ schema }) => {
      const type = schema.getType(on);
      try {
        return isObjectType(type) ? [shape(type, [fragment.selectionSet], fragments, used)] : [];
      } catch {
        return [];
      }
    })[0];
    if (!found) {
      problems.push(`${relative(webFolder, file.path)}: ${fragment.name.value} fits no ${on}`);
      continue;
    }
    body.push(`export type ${fragment.name.value} = ${found};`);
  }
  const imports = [`import type { GraphDocument } from '#lib/graph/document.ts';`];
  if (used.size) imports.push(`import type { ${[...used].sort().join(', ')} } from '#lib/graph/schema.generated.ts';`);
  return `// Generated from the .graphql file beside it.\n${imports.join('\n')}\n${body.join('\n')}\n`;
};

/** Enums and inputs of all contracts, once. */
const schemaTypes = (): string => {
  const lines = new Map<string, string>();
  for (const { schema } of contracts()) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isEnumType(type)) {
        const values = type.getValues().map((value) => `'${value.name}'`);
        lines.set(type.name, `export type ${type.name} = ${values.join(' | ')};`);
      } else if (isInputObjectType(type)) {
        const fields = Object.values(type.getFields()).map(
          (field) =>
            `${field.name}${isNonNullType(field.type) ? '' : '?'}: ${nullable(field.type, (leaf) => named(leaf, new Set()))}`,
        );
        lines.set(type.name, `export type ${type.name} = { ${fields.join('; ')} };`);
      }
    }
  }
  return `// Generated from the contracts.\n${[...lines.values()].sort().join('\n')}\n`;
};

/** Writes a declaration beside each document. Returns what doesn't fit any contract. */
export const writeGraphqlTypes = (): string[] => {
  const files = readAllGraphqlFiles();
  const fragments = fragmentsByName(files);
  const problems: string[] = [];
  writeFileSync(join(webFolder, 'src/lib/graph/schema.generated.ts'), schemaTypes());
  for (const file of files) {
    writeFileSync(file.path.replace(/\.graphql$/, '.d.graphql.ts'), declarationOf(file, fragments, problems));
  }
  return problems;
};
