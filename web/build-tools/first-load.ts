// First-load JavaScript of every page: what its HTML makes the browser fetch before it is interactive, gzip.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { webFolder } from './graphql-sources.ts';

const output = join(webFolder, '.svelte-kit', process.env.WEB_OUT ?? '', 'output');
const sizes = new Map<string, number>();
const sizeOf = (file: string): number => {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  // Each language has its own code: the largest counts.
  const size = Math.max(
    ...['', 'zh-TW/', 'en/']
      .map((folder) => join(output, 'client', file.replace('_app/immutable/', `_app/immutable/${folder}`)))
      .filter((path) => existsSync(path))
      .map((path) => gzipSync(readFileSync(path)).length),
  );
  sizes.set(file, size);
  return size;
};

interface Node {
  imports: string[];
}
interface Manifest {
  client: { imports: string[] };
  nodes: Array<() => Promise<Node>>;
  routes: Array<{ id: string; page: { layouts: Array<number | undefined>; leaf: number } | null }>;
}
const { manifest } = (await import(pathToFileURL(join(output, 'server/manifest.js')).href)) as { manifest: Manifest };
const limit = 100_000;
let over = 0;
for (const { id, page } of manifest.routes) {
  if (!page) continue;
  const files = new Set(manifest.client.imports);
  for (const index of [...page.layouts, page.leaf]) {
    if (index === undefined) continue;
    const node = await manifest.nodes[index]?.();
    if (!node) continue;
    for (const file of node.imports) files.add(file);
  }
  const total = [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + sizeOf(file), 0);
  if (total > limit) over++;
  console.log(`${(total / 1000).toFixed(1).padStart(6)} KB  ${id}`);
}
if (over) {
  console.error(`${over} pages are over ${limit / 1000} KB`);
  process.exitCode = 1;
}
