import type { Row } from '../tenancy/reader.ts';
import type { Picked } from './shape.ts';

/** A row as the database gives it: its columns in order. */
export type Positional = readonly unknown[];

const MOST = 2000;
const builders = new Map<string, (row: Positional) => Row>();

/**
 * Turns positional columns into the nested row; a card whose key is null is null. Written as one object literal, so that
 * all rows of a plan are of one kind to the engine: setting fields by their names one after the other takes ten times as
 * long. Names are those of a shape, never a client's own (aliases stay outside).
 */
export function builderOf(columns: readonly Picked[]): (row: Positional) => Row {
  const layout = JSON.stringify(columns.map(({ path }) => path));
  const known = builders.get(layout);
  if (known) return known;
  const own: string[] = [];
  const cards = new Map<string, { readonly key: number; readonly fields: string[] }>();
  columns.forEach(({ path: [head = '', tail] }, i) => {
    if (tail === undefined) own.push(`${JSON.stringify(head)}: row[${i}]`);
    else if (tail === 'id') cards.set(head, { key: i, fields: [`"id": row[${i}]`] });
    else cards.get(head)?.fields.push(`${JSON.stringify(tail)}: row[${i}]`);
  });
  for (const [head, { key, fields }] of cards)
    own.push(`${JSON.stringify(head)}: row[${key}] === null ? null : { ${fields.join(', ')} }`);
  const build = new Function('row', `return { ${own.join(', ')} };`) as (row: Positional) => Row;
  // Who may send documents of its own could ask for ever new subsets of fields.
  if (builders.size >= MOST) builders.clear();
  builders.set(layout, build);
  return build;
}
