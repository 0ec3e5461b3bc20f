import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
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
  cost: 20_000,
  bodyBytes: 1_000_000,
} as const;

const DEFAULT_LIST = 50;

/** Refuses operations that are too deep, too wide or too costly, before anything runs. */
export const limitsRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const seen = measure(operation, context);
    for (const what of ['depth', 'aliases', 'rootFields', 'directives', 'cost'] as const) {
      if (seen[what] > LIMITS[what]) {
        context.reportError(
          new GraphQLError(`limit: ${what} ${LIMITS[what]}`, {
            nodes: operation,
            extensions: { code: 'LIMITED', reason: 'limited', fields: [] },
          }),
        );
      }
    }
  },
});

interface Measure {
  depth: number;
  aliases: number;
  rootFields: number;
  directives: number;
  /** Fields times the lengths of the lists above them. */
  cost: number;
}

function measure(operation: OperationDefinitionNode, context: ValidationContext): Measure {
  const out: Measure = { depth: 0, aliases: 0, rootFields: 0, directives: 0, cost: 0 };
  const walk = (
    node: { selectionSet?: OperationDefinitionNode['selectionSet'] | undefined },
    depth: number,
    times: number,
    path: ReadonlySet<string>,
  ): void => {
    for (const child of node.selectionSet?.selections ?? []) {
      out.directives += child.directives?.length ?? 0;
      if (out.cost > LIMITS.cost * 10) return;
      if (child.kind === Kind.FIELD) {
        if (depth === 0) out.rootFields += 1;
        if (child.alias) out.aliases += 1;
        out.depth = Math.max(out.depth, depth + 1);
        out.cost += times;
        walk(child, depth + 1, times * listLength(child), path);
      } else if (child.kind === Kind.INLINE_FRAGMENT) walk(child, depth, times, path);
      else if (!path.has(child.name.value)) {
        const fragment = context.getFragment(child.name.value);
        if (fragment) walk(fragment, depth, times, new Set([...path, child.name.value]));
      }
    }
  };
  walk(operation, 0, 1, new Set());
  return out;
}

function listLength(field: FieldNode): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value;
  if (!first) return 1;
  return first.kind === Kind.INT ? Math.max(1, Number(first.value)) : DEFAULT_LIST;
}
