import { setTimeout as delay } from 'node:timers/promises';
import type { Agent } from './agent.ts';
import { check, type Verdict } from './check.ts';
import { effectsOf } from './effects.ts';
import type { Scene } from './fault.ts';
import { ALLOWED, type MemoryBook } from './memory.ts';
import { publishedCells, type Truth, truthOf } from './truth.ts';

/** A page has caught up within this, or it has missed something; an event has had its effect. Milliseconds. */
const CATCH_UP_MS = 90_000;
/** What is let go of by the clock (idle connections, remembered answers) gets so many looks. */
const MEMORY_LOOKS = 8;
const BETWEEN_LOOKS_MS = 4000;

/** Everything there is to say at a quiet point. */
export interface QuietPoint extends Verdict {
  /** What didn't catch up: pages, sockets, effects of events. */
  readonly behind: readonly string[];
}

/** Asks while nobody is in the middle of something: every intent is decided, so that the tables can be held against them. */
export async function quiet<T>(agents: readonly Agent[], ask: () => Promise<T>): Promise<T> {
  await Promise.all(agents.map((agent) => agent.pause()));
  try {
    return await ask();
  } finally {
    for (const agent of agents) agent.resume();
  }
}

/** Holds intents, effects of events, pictures and memory against what they should be. To be asked while it is quiet. */
export async function look(scene: Scene, book: MemoryBook, after: string): Promise<QuietPoint> {
  const until = performance.now() + CATCH_UP_MS;
  let behind: string[] = [];
  do {
    const effects = await effectsOf(scene.site, scene.tenants);
    behind = [...effects.missing, ...effects.doubled.map((what) => `doubled: ${what}`), ...(await pictures(scene))];
  } while (behind.length > 0 && performance.now() < until && (await delay(250, true, { signal: scene.signal })));
  const verdict = await check(scene.site, scene.journal);
  const doubled = behind.filter((what) => what.startsWith('doubled: '));
  await weigh(scene, book, after);
  return {
    ...verdict,
    doubled: [...verdict.doubled, ...doubled],
    behind: behind.filter((what) => !doubled.includes(what)).map((what) => `${what} (${after})`),
  };
}

/** What every tenant's tables say now. */
export async function truths({ site, tenants }: Scene): Promise<Map<string, Truth>> {
  return new Map(await Promise.all(tenants.map(async (tenant) => [tenant, await truthOf(site, tenant)] as const)));
}

/** Pictures that aren't the tables', by noun. */
async function pictures(scene: Scene): Promise<string[]> {
  const known = await truths(scene);
  const cells = await publishedCells(scene.site);
  const pages = new Map<string, number>();
  for (const watcher of scene.watchers) {
    const found = await watcher.differences(
      async (tenant) => known.get(tenant) as Truth,
      async () => cells,
    );
    for (const [noun, count] of Object.entries(found)) if (count > 0) pages.set(noun, (pages.get(noun) ?? 0) + 1);
  }
  const sockets = await scene.crowd.behind(known);
  return [
    ...[...pages].map(([noun, count]) => `${noun} of ${count} pages`),
    ...(sockets > 0 ? [`${sockets} sockets of the crowd`] : []),
  ];
}

/** Notes each server's memory; one that holds more than before is looked at again, as things are let go of by the clock. */
async function weigh({ site, journal, signal }: Scene, book: MemoryBook, after: string): Promise<void> {
  for (const server of site.servers) {
    const pid = server.copy.child.pid ?? 0;
    const before = book.before(pid) ?? Number.POSITIVE_INFINITY;
    let bytes = await site.memoryOf(server);
    for (let looks = 1; bytes > before * ALLOWED && looks < MEMORY_LOOKS; looks++) {
      await delay(BETWEEN_LOOKS_MS, undefined, { signal });
      bytes = Math.min(bytes, await site.memoryOf(server));
    }
    book.note(pid, server.name, after, bytes, journal.answeredBy(server.name));
  }
}
