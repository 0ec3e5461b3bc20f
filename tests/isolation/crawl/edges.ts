import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { MOST_TRIES } from '../stage/answer-of.ts';
import type { Asker } from '../stage/cast.ts';
import { inLanes } from '../stage/lanes.ts';
import type { Random } from '../stage/random.ts';
import { note, type Tally } from './crawl.ts';
import type { Finds } from './finds.ts';
import type { Loot } from './questions.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A way into the house besides `/graphql` and the pages. `:x` stands for an id, a code or a word of somebody else's. */
export interface Edge {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Fields of its JSON body, filled with what was stolen. */
  readonly body?: readonly string[];
}

/** Every one of them, kept by hand; a test finds those the gateway has and this list hasn't. */
export const EDGES: readonly Edge[] = [
  { method: 'GET', path: '/healthz' },
  { method: 'GET', path: '/readyz' },
  { method: 'GET', path: '/graphql?query={viewer{id}}' },
  { method: 'POST', path: '/auth/sign-in', body: ['email', 'password'] },
  { method: 'POST', path: '/auth/code', body: ['code'] },
  { method: 'POST', path: '/auth/membership', body: ['membershipId'] },
  { method: 'POST', path: '/auth/standing', body: [] },
  { method: 'POST', path: '/auth/prove', body: ['password', 'code'] },
  { method: 'POST', path: '/auth/forgot-password', body: ['email'] },
  { method: 'POST', path: '/auth/reset-link', body: ['token'] },
  { method: 'POST', path: '/auth/reset-password', body: ['token', 'password', 'newPassword'] },
  { method: 'POST', path: '/auth/email-link', body: ['token'] },
  { method: 'POST', path: '/auth/confirm-email', body: ['token'] },
  { method: 'POST', path: '/auth/invitation', body: ['token', 'password', 'email'] },
  { method: 'POST', path: '/auth/invitation/accept', body: ['token', 'password'] },
  { method: 'POST', path: '/auth/invitation/:x', body: ['token', 'password'] },
  { method: 'POST', path: '/auth/support/enter', body: ['id'] },
  { method: 'GET', path: '/auth/sso/start/:x' },
  { method: 'GET', path: '/auth/sso/callback?code=:x&state=:x' },
  { method: 'GET', path: '/auth/sso/again?next=/:x' },
  { method: 'GET', path: '/auth/sso/company?code=:x' },
  { method: 'GET', path: '/files/archive/:x' },
  { method: 'GET', path: '/files/logo/:x' },
  { method: 'POST', path: '/auth/sign-out', body: [] },
  { method: 'GET', path: '/kept-mail' },
  { method: 'GET', path: '/kept-mail/changes' },
  { method: 'GET', path: '/kept-mail?to=:x' },
  { method: 'GET', path: '/kept-mail/:x' },
];

/** Paths the gateway's code names and the list has nothing of. */
export function unlistedPaths(): string[] {
  const named = new Set<string>();
  for (const file of filesIn(join(ROOT, 'services/gateway/src'), /^(?!.*\.test).*(routes|server|door)\.ts$/))
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /['"`](\/(?:auth|files|kept|health|ready|graphql|api|hooks?)[\w-]*(?:\/[\w-]+)*\/?)['"`]/g,
    ))
      named.add(path);
  const heads = EDGES.map(({ path }) => path.split('?')[0] ?? '');
  return [...named].filter(
    (path) => !heads.some((head) => head === path || head.startsWith(path.endsWith('/') ? path : `${path}/`)),
  );
}

/** Paths of the web's pages and files, with `:x` for what varies. */
export function pagePaths(): string[] {
  const routes = join(ROOT, 'web/src/routes');
  if (!existsSync(routes)) return [];
  const found = filesIn(routes, /^\+(page\.svelte|server\.ts)$/).map((file) =>
    `/${relative(routes, join(file, '..'))}`
      .replaceAll(/\/\([^)]+\)/g, '')
      .replaceAll(/\[[^\]]+\]/g, ':x')
      .replaceAll('//', '/'),
  );
  return [...new Set(found)].filter((path) => !/^\/(mail|sign-out)/.test(path)).sort();
}

function filesIn(folder: string, name: RegExp): string[] {
  return readdirSync(folder).flatMap((one) => {
    const path = join(folder, one);
    if (statSync(path).isDirectory()) return filesIn(path, name);
    return name.test(one) ? [path] : [];
  });
}

/** Asks every edge, and every page where they are built, as everybody, with what was stolen in the place of what varies. */
export async function crawlEdges(
  url: string,
  askers: readonly Asker[],
  lootOf: (asker: Asker) => Loot,
  {
    random,
    finds,
    tally,
    pages,
    rounds,
  }: { random: Random; finds: Finds; tally: Tally; pages: readonly string[]; rounds: number },
): Promise<void> {
  const edges: Edge[] = [...EDGES, ...pages.map((path) => ({ method: 'GET', path }) as const)];
  const work = Array.from({ length: rounds }, () =>
    askers.flatMap((asker) => edges.map((edge) => ({ asker, edge }))),
  ).flat();
  await inLanes(4, work, async ({ asker, edge }) => {
    const loot = lootOf(asker);
    const some = (): string =>
      encodeURIComponent(
        random.of(random.chance(0.7) ? [...loot.stolen.values()].flat() : [...loot.canaries, ...loot.words]) ?? 'x',
      );
    const path = edge.path.replaceAll(':x', some);
    const body = edge.body
      ? JSON.stringify(Object.fromEntries(edge.body.map((field) => [field, decodeURIComponent(some())])))
      : undefined;
    const said = decodeURIComponent(`${edge.method} ${path} ${body ?? ''}`);
    for (let tries = 1; ; tries += 1) {
      const response = await fetch(`${url}${path}`, {
        method: edge.method,
        redirect: 'manual',
        headers: {
          cookie: `landfall=${asker.person.token}`,
          'accept-language': 'zh-CN',
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body } : {}),
        signal: AbortSignal.timeout(15_000),
      });
      const told = `${await response.text()} ${JSON.stringify([...response.headers])}`;
      note(tally, asker, `${response.status}`);
      finds.look(asker, told, said);
      // A machine that had no time says nothing about who may what.
      if (response.status === 503 && tries < MOST_TRIES) continue;
      if (response.status >= 500)
        tally.broken.set(`${edge.method} ${edge.path} ${response.status}`, `${said} → ${told.slice(0, 300)}`);
      break;
    }
    // Whoever proved wrong or went elsewhere has another session now.
    if (edge.method === 'POST' && (await asker.person.codeOf('{ viewer { id } }')) === 'UNAUTHENTICATED')
      asker.person = await asker.again();
  });
}
