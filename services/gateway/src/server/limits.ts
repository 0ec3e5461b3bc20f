import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What one operation may ask; the same over HTTP and WebSocket (security.md 11). */
export const LIMITS = {
  depth: 12,
  aliases: 30,
  rootFields: 12,
  directives: 20,
  tokens: 2000,
  cost: 50_000,
  bodyBytes: 1_000_000,
  /** A statement takes at most 2 s; an operation may take several. */
  seconds: 15,
} as const;

/** Rows of a list that says nothing of its length, or says it in a variable. */
const DEFAULT_LIST = 50;
/** Rows of a list that can't be asked for by length: what hangs on a row (its visits, its promises). */
const FEW = 5;

/** Refuses operations that are too deep, too wide or too costly, before anything runs. */
export const limitsRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const weigh = scales(context);
  return {
    OperationDefinition(operation) {
      const seen = weigh(operation);
      for (const what of ['depth', 'aliases', 'rootFields', 'directives', 'cost'] as const) {
        if (seen[what] <= LIMITS[what]) continue;
        context.reportError(
          new GraphQLError(`limit: ${what} ${LIMITS[what]}`, {
            nodes: operation,
            extensions: { code: 'LIMITED', reason: 'limited', fields: [] },
          }),
        );
      }
    },
  };
};

/** What a selection holds, with all that is spread into it. */
interface Weight {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Fields times the lengths of the lists above them. */
  readonly cost: number;
}

const NOTHING: Weight = { depth: 0, aliases: 0, rootFields: 0, directives: 0, cost: 0 };

/**
 * Weighs each fragment once, however often it is spread: fragments that spread fragments would else take work that
 * doubles with each. One that spreads itself weighs nothing where it comes round; another rule refuses it.
 */
function scales(context: ValidationContext): (operation: OperationDefinitionNode) => Weight {
  const schema = context.getSchema();
  const fragments = new Map<string, Weight>();

  const ofFragment = (name: string): Weight => {
    const known = fragments.get(name);
    if (known) return known;
    const fragment = context.getFragment(name);
    if (!fragment) return NOTHING;
    fragments.set(name, NOTHING);
    const weight = ofSelection(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    fragments.set(name, weight);
    return weight;
  };
  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): Weight => {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    const below = ofSelection(node.selectionSet, field && getNamedType(field.type));
    return {
      depth: below.depth + 1,
      aliases: below.aliases + (node.alias ? 1 : 0),
      rootFields: 1,
      directives: below.directives,
      cost: 1 + below.cost * lengthOf(node, field, parent),
    };
  };
  const ofSelection = (set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined): Weight => {
    let sum = NOTHING;
    for (const child of set?.selections ?? []) {
      const weight =
        child.kind === Kind.FIELD
          ? ofField(child, parent)
          : child.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(child.name.value)
            : ofSelection(
                child.selectionSet,
                child.typeCondition ? schema.getType(child.typeCondition.name.value) : parent,
              );
      sum = together(sum, weight, child.directives?.length ?? 0);
    }
    return sum;
  };
  return (operation) => ofSelection(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

function together(a: Weight, b: Weight, directives: number): Weight {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    rootFields: a.rootFields + b.rootFields,
    directives: a.directives + b.directives + directives,
    cost: a.cost + b.cost,
  };
}

/** How many rows a field can have, for the cost of what is asked of each. A connection's rows count at the connection itself. */
function lengthOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  parent: GraphQLNamedType | undefined,
): number {
  const first = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (first?.kind === Kind.INT) return Math.max(1, Number(first.value));
  if (first || field?.args.some((argument) => argument.name === 'first')) return DEFAULT_LIST;
  if (!field || !isListType(getNullableType(field.type)) || parent?.name.endsWith('Connection')) return 1;
  return FEW;
}
