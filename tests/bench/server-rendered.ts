import { gzipSync } from 'node:zlib';
import { flatPage, requireSameMarkup, samePage } from './bare-peers.ts';
import type { Child } from './child.ts';
import type { Dataset } from './dataset.ts';
import type { Variant } from './load.ts';
import { sideBySide } from './rounds.ts';

/**
 * B9: the server-rendered ticket list with live data ÷ a bare SvelteKit page of the same components with static data; and
 * the first-load JavaScript of the list, KB gzip. `flat` is the same with our page's text as a single component, without
 * the components it is made of.
 */
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
  const variant = (name: string, url: string, request: Variant['request']): Variant => ({
    name,
    url,
    request,
    rows: () => null,
    leastBytes: 50_000,
  });
  const ours = variant('ticket list, rendered', `${gateway.url}/tickets`, (nth) => ({ headers: headers(nth) }));
  const plain = () => ({ headers: { accept: 'text/html' } });
  const list = await fetch(ours.url, { headers: headers(7) }).then((r) => r.text());
  const [same, flat] = [await samePage(list), await flatPage(list)];
  try {
    const bare = variant('bare page of the same components', new URL('/tickets', same.url).href, plain);
    const flattened = variant('bare page of one component', flat.url, plain);
    const [theirs, text] = await Promise.all([bare, flattened].map(({ url }) => fetch(url).then((r) => r.text())));
    for (const html of [list, theirs ?? '', text ?? ''])
      if (html.split('T2026-').length < 50) throw new Error(`B9: fifty rows expected\n${html.slice(0, 500)}`);
    requireSameMarkup(list, theirs ?? '');
    return {
      ...(await sideBySide(ours, bare, tenants.length, rounds, milliseconds)),
      second: await firstLoad(gateway.url, list),
      flat: await sideBySide(ours, flattened, tenants.length, rounds, milliseconds),
      pass: 0.4,
      goal: 0.6,
      passSecond: 100,
      goalSecond: 70,
      bytes: { ours: list.length, peer: theirs?.length, flat: text?.length },
    };
  } finally {
    await Promise.all([same.stop(), flat.stop()]);
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
