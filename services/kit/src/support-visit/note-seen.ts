import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import type { Context } from '../service/context.ts';

/** Lines in one statement; lists are shorter. */
const MOST = 500;

/**
 * What headquarters' person saw inside a partner, in that partner's trail before the answer leaves: a line for each
 * customer, with the fields it was seen through. Where it can't be written there is no answer.
 */
export async function noteSeen(context: Context, document: DocumentNode): Promise<void> {
  const { seen, viewer, host } = context;
  if (!seen || seen.size === 0) return;
  const customers = [...seen];
  seen.clear();
  const after = { fields: fieldsOf(document) };
  for (let from = 0; from < customers.length; from += MOST) {
    const some = customers.slice(from, from + MOST);
    await host.tenancy.work(viewer, async (unit) => {
      for (const id of some) unit.note({ action: 'read', noun: 'customer', id, customerId: id, after });
    });
  }
}

const known = new WeakMap<DocumentNode, readonly string[]>();

/** Root fields of a document; of a question for entities, the types asked for. */
function fieldsOf(document: DocumentNode): readonly string[] {
  let fields = known.get(document);
  if (!fields) {
    const sets = document.definitions.flatMap((d) => (d.kind === Kind.OPERATION_DEFINITION ? [d.selectionSet] : []));
    fields = [...new Set(sets.flatMap(namesOf))];
    known.set(document, fields);
  }
  return fields;
}

function namesOf(set: SelectionSetNode): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD)
      return selection.kind === Kind.INLINE_FRAGMENT ? namesOf(selection.selectionSet) : [selection.name.value];
    if (selection.name.value !== '_entities') return [selection.name.value];
    const below = selection.selectionSet?.selections ?? [];
    return below.flatMap((one) => (one.kind === Kind.INLINE_FRAGMENT ? (one.typeCondition?.name.value ?? []) : []));
  });
}
