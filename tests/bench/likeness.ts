import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** The two files of a bare SvelteKit page that looks exactly like a rendered one. */
export interface Likeness {
  /** `+page.svelte`: the page's markup, its rows in an `{#each}`. */
  readonly page: string;
  /** `+page.ts`: what differs from row to row, as static data. */
  readonly data: string;
}

type Row = readonly string[];

/**
 * Makes a page of the same markup as `html` out of it, without components, questions or a session: every list item that
 * holds a `data-row` link is a row; what differs between rows of the same shape is data, all else is markup.
 */
export function likenessOf(html: string): Likeness {
  const body = find(parse(html), (node) => node.nodeName === 'body');
  const list = body && find(body, (node) => elements(node).some(isRow));
  if (!body || !list) throw new Error('a rendered page with rows was expected');
  const shapes = Map.groupBy(elements(list).filter(isRow), shapeOf);
  const rows: Row[] = [];
  const templates = [...shapes.values()].map((alike, shape) => {
    const values = alike.map(valuesOf);
    const first = values[0] ?? [];
    const differing = first.flatMap((value, i) => (values.every((other) => other[i] === value) ? [] : [i]));
    for (const own of values) rows.push([String(shape), ...differing.map((i) => own[i] ?? '')]);
    const places = new Map(differing.map((i, at) => [i, at + 1]));
    const source = write(alike[0] as Tree.Element, { places, next: 0 });
    return `${shape === 0 ? '{#if' : '{:else if'} row[0] === '${shape}'}${source}`;
  });
  const each = `{#each data.rows as row}${templates.join('')}{/if}{/each}`;
  const page = `<script>let { data } = $props();</script>\n${writeChildren(body, undefined, { list, each })}`;
  return { page, data: `const rows = ${JSON.stringify(rows)};\nexport function load() { return { rows }; }\n` };
}

/** Which of a row's values are data; undefined outside rows. */
interface Holes {
  readonly places: ReadonlyMap<number, number>;
  next: number;
}

interface Rows {
  readonly list: Tree.Element;
  readonly each: string;
}

const elements = (node: Tree.Node): Tree.Element[] =>
  'childNodes' in node ? node.childNodes.filter((child): child is Tree.Element => 'tagName' in child) : [];

const isRow = (node: Tree.Element): boolean =>
  node.tagName === 'li' && elements(node).some((child) => child.attrs.some(({ name }) => name === 'data-row'));

function find(node: Tree.Node, fits: (node: Tree.Element) => boolean): Tree.Element | undefined {
  if ('tagName' in node && fits(node)) return node;
  for (const child of elements(node)) {
    const found = find(child, fits);
    if (found) return found;
  }
  return undefined;
}

function shapeOf(node: Tree.Node): string {
  if (node.nodeName === '#text') return 't';
  if (!('tagName' in node)) return '';
  return `<${node.tagName} ${node.attrs.map(({ name }) => name).join(' ')}>${node.childNodes.map(shapeOf).join('')}</>`;
}

/** Attribute values and texts, in the order {@link write} meets them. */
function valuesOf(node: Tree.Node): string[] {
  if (node.nodeName === '#text') return [(node as Tree.TextNode).value];
  if (!('tagName' in node)) return [];
  return [...node.attrs.map(({ value }) => value), ...node.childNodes.flatMap(valuesOf)];
}

const VOID = new Set(['input', 'br', 'hr', 'img', 'link', 'meta']);
const LEFT_OUT = new Set(['script', 'link', 'style']);

function write(node: Tree.ChildNode, holes: Holes | undefined, rows?: Rows): string {
  if (node.nodeName === '#text') {
    const place = holes?.places.get(holes.next++);
    return place === undefined ? escaped((node as Tree.TextNode).value) : `{row[${place}]}`;
  }
  if (!('tagName' in node) || LEFT_OUT.has(node.tagName)) return '';
  const attributes = node.attrs.map(({ name, value }) => {
    const place = holes?.places.get(holes.next++);
    return place === undefined ? ` ${name}="${escaped(value)}"` : ` ${name}={row[${place}]}`;
  });
  const start = `<${node.tagName}${attributes.join('')}>`;
  return VOID.has(node.tagName) ? start : `${start}${writeChildren(node, holes, rows)}</${node.tagName}>`;
}

function writeChildren(node: Tree.Element, holes: Holes | undefined, rows?: Rows): string {
  if (rows && node === rows.list) return rows.each;
  return node.childNodes.map((child) => write(child, holes, rows)).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '{': '&#123;',
  '}': '&#125;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"{}]/g, (sign) => ENTITIES[sign] ?? sign);
}
