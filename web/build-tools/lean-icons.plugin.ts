import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { webFolder } from './graphql-sources.ts';

type Shape = [tag: string, attributes: Record<string, string>];

const icons = join(webFolder, '../node_modules/@lucide/svelte/dist/icons');
const component = fileURLToPath(import.meta.resolve('../src/lib/icon/icon.ts'));
const prefix = '\0landfall:icon:';

const number = (attributes: Record<string, string>, name: string): number => Number(attributes[name] ?? 0);
const arc = (cx: number, cy: number, rx: number, ry: number) =>
  `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;

/** A path that starts with a relative move means the origin; behind another path it would mean its end. */
const fromOrigin = (d: string): string =>
  d.replace(
    /^m\s*(-?\d*\.?\d+)[\s,]*(-?\d*\.?\d+)\s*(.*)$/s,
    (_, x: string, y: string, rest: string) => `M${x} ${y}${/^[-\d.]/.test(rest) ? 'l' : ''}${rest}`,
  );

/** Lucide draws with six tags, all stroked alike: one path says the same. @throws Error for what it can't say */
const pathOf = ([tag, given]: Shape): string => {
  const of = (name: string) => number(given, name);
  switch (tag) {
    case 'path':
      return fromOrigin(given.d ?? '');
    case 'line':
      return `M${of('x1')} ${of('y1')}L${of('x2')} ${of('y2')}`;
    case 'circle':
      return arc(of('cx'), of('cy'), of('r'), of('r'));
    case 'ellipse':
      return arc(of('cx'), of('cy'), of('rx'), of('ry'));
    case 'polyline':
      return `M${given.points}`;
    case 'polygon':
      return `M${given.points}z`;
    case 'rect': {
      const [x, y, width, height, r] = [of('x'), of('y'), of('width'), of('height'), of('rx')];
      const corner = (dx: number, dy: number) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '');
      return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`;
    }
    default:
      throw new Error(`an icon with <${tag}>`);
  }
};

const shapesOf = (name: string): Shape[] => {
  const source = readFileSync(join(icons, `${name}.svelte`), 'utf8');
  const found = /const iconData = (\{.*\});/.exec(source)?.[1];
  if (!found) throw new Error(`no icon ${name}`);
  return (JSON.parse(found) as { node: Shape[] }).node;
};

/**
 * An icon imported from Lucide becomes one path for `lib/icon`: a fifth of its own component. Each file that
 * imports one has its own copy, because a chunk of its own costs more than the path.
 */
export const leanIcons = (): Plugin => ({
  name: 'landfall-lean-icons',
  enforce: 'pre',
  resolveId: {
    filter: { id: /^@lucide\/svelte\/icons\/[\w-]+$/ },
    handler(id, importer) {
      return `${prefix}${id.slice(id.lastIndexOf('/') + 1)}?of=${importer?.replace(webFolder, '').replace(/\?.*/, '') ?? ''}`;
    },
  },
  load: {
    filter: { id: /^\0landfall:icon:/ },
    handler(id) {
      const name = id.slice(prefix.length).replace(/\?.*/, '');
      const path = shapesOf(name).map(pathOf).join('');
      return {
        code: `import { icon } from ${JSON.stringify(component)};\nexport default /* @__PURE__ */ icon(${JSON.stringify(path)});`,
        map: null,
        moduleType: 'js',
      };
    },
  },
});
