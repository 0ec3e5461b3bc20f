import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
} from 'graphql';

/**
 * The same operation with each field selected once: fragments of a type are taken into selections of that type, and
 * selections of the same field are put together. The runtime's executor appends a list that is selected twice to itself
 * when a plan takes more than one step, so it never gets to see such a document.
 */
export function mergeSelections(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  const root = schema.getRootType(operation.operation);
  const selections = mergeAll(operation.selectionSet.selections, root ?? undefined, { schema, fragments });
  const merged: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  return { kind: Kind.DOCUMENT, definitions: [merged] };
}

interface Known {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

function mergeAll(
  selections: readonly SelectionNode[],
  parent: GraphQLNamedType | undefined,
  known: Known,
): SelectionNode[] {
  const fields = new Map<string, FieldNode[]>();
  const others: InlineFragmentNode[] = [];
  const collect = (nodes: readonly SelectionNode[]): void => {
    for (const node of nodes) {
      if (node.kind === Kind.FIELD) {
        const key = keyOf(node);
        fields.set(key, [...(fields.get(key) ?? []), node]);
        continue;
      }
      const inline = node.kind === Kind.INLINE_FRAGMENT ? node : inlined(node.name.value, node.directives, known);
      const on = inline.typeCondition?.name.value;
      if (!inline.directives?.length && (on === undefined || on === parent?.name))
        collect(inline.selectionSet.selections);
      else others.push(inline);
    }
  };
  collect(selections);
  return [
    ...[...fields.values()].map((same) => mergeField(same, parent, known)),
    ...others.map((inline): InlineFragmentNode => {
      const type = inline.typeCondition ? known.schema.getType(inline.typeCondition.name.value) : parent;
      return {
        ...inline,
        selectionSet: { ...inline.selectionSet, selections: mergeAll(inline.selectionSet.selections, type, known) },
      };
    }),
  ];
}

function mergeField(same: readonly FieldNode[], parent: GraphQLNamedType | undefined, known: Known): FieldNode {
  const first = same[0] as FieldNode;
  if (!first.selectionSet) return first;
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[first.name.value] : undefined;
  const type = field && getNamedType(field.type);
  const below = same.flatMap((node) => node.selectionSet?.selections ?? []);
  return {
    ...first,
    selectionSet: {
      ...first.selectionSet,
      selections: mergeAll(below, isCompositeType(type) ? type : undefined, known),
    },
  };
}

function inlined(name: string, directives: FieldNode['directives'], { fragments }: Known): InlineFragmentNode {
  const fragment = fragments.get(name) as FragmentDefinitionNode;
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: fragment.typeCondition,
    selectionSet: fragment.selectionSet,
    ...(directives ? { directives } : {}),
  };
}

/** Fields that say the same apart from what is selected beneath. Valid documents have equal arguments under one response key. */
function keyOf(node: FieldNode): string {
  return `${node.alias?.value ?? node.name.value} ${(node.directives ?? []).map(print).join(' ')}`;
}
