import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Surface } from '../stage/contracts.ts';

/** What a cell of the page says; the page itself explains them. */
export const CELLS = ['yes', 'partner', 'company', 'own', 'no', '–'] as const;
export type Cell = (typeof CELLS)[number];

/** One thing a surface's people may or may not do, as the page says it. */
export interface Line {
  readonly surface: Surface;
  /** A root field, `Type.actions:action`, or `Type.field`. */
  readonly thing: string;
  /** Cell of each column, by its short name. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Surfaces besides that have it too. */
  readonly elsewhere: readonly Surface[];
}

/** The page, as people write and read it. */
export interface Page {
  readonly lines: readonly Line[];
  /** Short names of columns to the roles they stand for, by surface. */
  readonly roles: ReadonlyMap<Surface, ReadonlyMap<string, string>>;
}

const TITLES: Readonly<Record<string, Surface>> = { Desk: 'desk', Portal: 'portal', Headquarters: 'hq' };

/** Reads the page. @throws Error where a line is not of its form */
export function readPage(file = resolve(import.meta.dirname, '../../matrix/matrix.md')): Page {
  const lines: Line[] = [];
  const roles = new Map<Surface, Map<string, string>>();
  let surface: Surface | undefined;
  let columns: string[] = [];
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const title = /^## .*?(Desk|Portal|Headquarters)$/.exec(text)?.[1];
    if (title) {
      surface = TITLES[title];
      columns = [];
    }
    if (!surface || !text.startsWith('|') || /^\|[-| ]+$/.test(text)) continue;
    const fields = text
      .slice(1, text.lastIndexOf('|'))
      .split('|')
      .map((field) => field.trim());
    const [first = '', ...rest] = fields;
    const legend = /^\*\*(\w+)\*\*$/.exec(first)?.[1];
    if (legend) roles.set(surface, (roles.get(surface) ?? new Map()).set(legend, (rest[0] ?? '').replaceAll('`', '')));
    else if (first === '') columns = rest;
    else if (first !== 'column') lines.push(...linesOf(surface, first, rest, columns));
  }
  return { lines, roles };
}

function linesOf(surface: Surface, things: string, fields: string[], columns: readonly string[]): Line[] {
  if (fields.length !== columns.length)
    throw new Error(`${things}: ${fields.length} cells for ${columns.length} columns`);
  const cells = new Map<string, Cell>();
  let elsewhere: Surface[] = [];
  for (const [i, column] of columns.entries()) {
    const said = fields[i] ?? '';
    if (column === 'elsewhere') elsewhere = said === '–' ? [] : (said.split(' ') as Surface[]);
    else if ((CELLS as readonly string[]).includes(said)) cells.set(column, said as Cell);
    else throw new Error(`${things}, ${column}: «${said}» is none of ${CELLS.join(', ')}`);
  }
  return [...things.matchAll(/`([^`]+)`/g)].map(([, thing = '']) => ({ surface, thing, cells, elsewhere }));
}
