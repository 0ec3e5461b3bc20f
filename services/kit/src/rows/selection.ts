import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Which fields a client asked for, by name, each with what it asked beneath. Aliases of one field are one entry. */
export interface Selection {
  readonly [field: string]: Selection;
}

const known = new WeakMap<FieldNode, Selection>();

/** The selection below the field being resolved; worked out once per compiled operation. `@skip` and `@include` are ignored: a superset is read. */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const first = info.fieldNodes[0];
  if (!first) return {};
  const cached = info.fieldNodes.length === 1 ? known.get(first) : undefined;
  if (cached) return cached;
  const selection: Record<string, Selection> = {};
  for (const node of info.fieldNodes) if (node.selectionSet) collect(node.selectionSet, info, selection);
  if (info.fieldNodes.length === 1) known.set(first, selection);
  return selection;
}

function collect(set: SelectionSetNode, info: GraphQLResolveInfo, into: Record<string, Selection>): void {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) {
      const below = (into[node.name.value] ?? {}) as Record<string, Selection>;
      into[node.name.value] = below;
      if (node.selectionSet) collect(node.selectionSet, info, below);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      collect(node.selectionSet, info, into);
    } else {
      const fragment = info.fragments[node.name.value];
      if (fragment) collect(fragment.selectionSet, info, into);
    }
  }
}

const NOTHING: Selection = {};
const ofNodes = new WeakMap<Selection, Selection>();

/** What a list's client asked of each row, through `nodes` and `edges.node`: both at every depth. The same object for the same selection. */
export function nodeSelection(selection: Selection): Selection {
  const { nodes, edges } = selection;
  if (!nodes || !edges?.node) return nodes ?? edges?.node ?? NOTHING;
  const both = ofNodes.get(selection) ?? together(nodes, edges.node);
  ofNodes.set(selection, both);
  return both;
}

function together(a: Selection, b: Selection): Selection {
  const out: Record<string, Selection> = { ...a };
  for (const [field, below] of Object.entries(b)) out[field] = together(a[field] ?? NOTHING, below);
  return out;
}
