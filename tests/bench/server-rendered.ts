import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Child, startChild } from './child.ts';
import type { Dataset } from './dataset.ts';
import { likenessOf } from './likeness.ts';
import type { Variant } from './load.ts';
import { sideBySide } from './rounds.ts';

const PEER = resolve(import.meta.dirname, 'peers/bare-page');

/** B9: the server-rendered ticket list with live data ÷ a bare SvelteKit page of the same markup with static data; and the first-load JavaScript of the list, KB gzip. */
export async function serverRendered(
  gateway: Child,
  tenants: Dataset['tenants'],
  rounds: number,
  milliseconds: number,
) {
  const headers = (nth: number): Record<string, string> => ({
    cookie: `landfall=${tenants[nth]?.token}`,
    accept: 'text/html',
  });
  const likeness = likenessOf(await fetch(`${gateway.url}/tickets`, { headers: headers(7) }).then((r) => r.text()));
  writeFileSync(join(PEER, 'src/routes/+page.svelte'), likeness.page);
  writeFileSync(join(PEER, 'src/routes/+page.ts'), likeness.data);
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  execFileSync(process.execPath, [vite, 'build'], { cwd: PEER, stdio: 'ignore' });
  const peer = await startChild([join(PEER, 'serve.mjs')], { NODE_ENV: 'production' });
  const ours: Variant = {
    name: 'ticket list, rendered',
    url: `${gateway.url}/tickets`,
    request: (nth) => ({ headers: headers(nth) }),
    rows: () => null,
  };
  const bare: Variant = {
    name: 'bare page',
    url: peer.url,
    request: () => ({ headers: { accept: 'text/html' } }),
    rows: () => null,
  };
  try {
    const [list, plain] = await Promise.all([
      fetch(ours.url, { headers: headers(7) }).then((r) => r.text()),
      fetch(peer.url).then((r) => r.text()),
    ]);
    for (const html of [list, plain])
      if (html.split('T2026-').length < 50) throw new Error(`B9: fifty rows expected\n${html.slice(0, 500)}`);
    const second = await firstLoad(gateway.url, list);
    return {
      ...(await sideBySide(ours, bare, tenants.length, rounds, milliseconds)),
      second,
      pass: 0.4,
      goal: 0.6,
      passSecond: 100,
      goalSecond: 70,
      bytes: { ours: list.length, peer: plain.length },
    };
  } finally {
    await peer.stop();
  }
}

/** Scripts a page asks for before anybody does anything: what it preloads and imports. KB gzip. */
async function firstLoad(origin: string, html: string): Promise<number> {
  const scripts = new Set(
    [...html.matchAll(/["'](?:\.{0,2}\/)*(_app\/immutable\/[^"']+\.js)["']/g)].map((match) => match[1]),
  );
  let bytes = 0;
  for (const script of scripts) bytes += gzipSync(await fetch(`${origin}/${script}`).then((r) => r.text())).length;
  return Number((bytes / 1024).toFixed(1));
}
