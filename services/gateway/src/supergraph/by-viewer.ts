import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** Fields that say another thing to each person (`@ByViewer()`), of the supergraph: `Type.field`. */
export function fieldsByViewer(supergraph: string): ReadonlySet<string> {
  const fields = new Set<string>();
  let type = '';
  for (const line of supergraph.split('\n')) {
    type = /^(?:type|interface) (\w+)/.exec(line)?.[1] ?? type;
    if (line.includes('@tag(name: "by-viewer")')) fields.add(`${type}.${/^\s+(\w+)/.exec(line)?.[1]}`);
  }
  return fields;
}

/** Whether a document asks for a field of these. */
export function asksForAny(document: DocumentNode, schema: GraphQLSchema, fields: ReadonlySet<string>): boolean {
  const types = new TypeInfo(schema);
  let asks = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        if (fields.has(`${types.getParentType()?.name}.${node.name.value}`)) asks = true;
      },
    }),
  );
  return asks;
}
