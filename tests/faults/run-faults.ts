import { setTimeout as delay } from 'node:timers/promises';
import { hire, makeCustomer, makeOrganisation } from '../kit/organisation.ts';
import type { World } from '../kit/world.ts';
import { Agent } from './agent.ts';
import { Chance } from './chance.ts';
import { check, type Verdict } from './check.ts';
import { FAULTS, type Scene } from './faults.ts';
import { Journal } from './journal.ts';
import { Site } from './site.ts';
import { Watcher } from './watcher.ts';

/** How much of it. */
export interface Run {
  readonly seed: number;
  readonly faults: number;
  readonly tenants: number;
  /** Sockets of pages that watch, over all servers. */
  readonly watchers: number;
  /** Milliseconds a long fault lasts. */
  readonly long: number;
  /** Only these faults; all of them in turn unless said. */
  readonly only?: readonly string[];
  readonly tell: (line: string) => void;
}

/** What it came to. */
export interface Report extends Verdict {
  readonly seed: number;
  readonly faults: number;
  readonly operations: number;
  readonly unknown: number;
  readonly reconnections: number;
  /** Pages whose picture was not the tables' a minute after a fault, and after which. */
  readonly stale: readonly string[];
  /** Each surviving server's memory at the end ÷ after warming up. */
  readonly memory: readonly number[];
}

/** A page has caught up within this, or it has missed something. */
const CATCH_UP_MS = 60_000;
const WARM_UP_MS = 3000;

/**
 * Many tenants at work through the public API, faults while they are, and a checker that knows every acknowledged
 * mutation. What happens in which order comes from the seed; how the machine's threads meet doesn't.
 */
export async function runFaults(run: Run): Promise<Report> {
  const site = await Site.open(2);
  const journal = new Journal();
  const chance = new Chance(run.seed);
  const stale: string[] = [];
  const watchers: Watcher[] = [];
  try {
    const { agents, scene } = await people(site, journal, chance, watchers, run);
    for (const watcher of watchers) watcher.watch();
    const work = agents.map((agent) => agent.work());
    await delay(WARM_UP_MS);
    const before = site.servers.map((server) => ({ pid: server.copy.child.pid, memory: site.memoryOf(server) }));
    const names = run.only ?? Object.keys(FAULTS);
    let order: string[] = [];
    for (let done = 1; done <= run.faults; done++) {
      if (order.length === 0) order = chance.shuffled(names);
      const name = order.pop() ?? '';
      const began = performance.now();
      await FAULTS[name]?.(scene);
      await site.healthy();
      await delay(chance.between(100, 600));
      const { lost, doubled, wrong, behind } = await quiet(agents, async () => ({
        behind: await caughtUp(watchers),
        ...(await check(site, journal)),
      }));
      if (behind > 0) stale.push(`${behind} after ${name}`);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      run.tell(
        `${String(done).padStart(3)}/${run.faults} ${name}: ${seconds} s, ${journal.count('acknowledged')} acknowledged, ` +
          `${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrong, ${behind} pages behind`,
      );
      if (lost.length + doubled.length + wrong.length > 0) break;
    }
    for (const agent of agents) agent.stop();
    await Promise.all(work);
    const verdict = await check(site, journal);
    const memory = site.servers.flatMap((server, i) =>
      before[i]?.pid === server.copy.child.pid ? [site.memoryOf(server) / (before[i]?.memory ?? 1)] : [],
    );
    return {
      ...verdict,
      seed: run.seed,
      faults: run.faults,
      operations: journal.intents.length,
      unknown: journal.count('unknown'),
      reconnections: watchers.reduce((sum, { reconnections }) => sum + reconnections, 0),
      stale,
      memory,
    };
  } finally {
    await Promise.all(watchers.map((watcher) => watcher.close()));
    await site.close();
  }
}

/** Tenants with two agents each, and pages that watch, spread over the servers. */
async function people(site: Site, journal: Journal, chance: Chance, watchers: Watcher[], run: Run) {
  const world = { url: '', owner: site.owner } as unknown as World;
  const agents: Agent[] = [];
  const tenants: string[] = [];
  let token = '';
  for (let t = 0; t < run.tenants; t++) {
    const partner = await makeOrganisation(world, `第 ${t} 夥伴`);
    const customer = await makeCustomer(partner, `第 ${t} 客戶`);
    tenants.push(partner.tenant);
    for (let a = 0; a < 2; a++) {
      const person = await hire(partner, `熱線 ${a}`, ['hotline_consultant', 'area_supervisor']);
      token = person.token;
      agents.push(new Agent(site, journal, new Chance(chance.between(0, 2 ** 31)), person, customer, `${t}.${a}`));
      const share = Math.ceil(run.watchers / (run.tenants * 2));
      for (let w = 0; w < share; w++) {
        const server = site.servers[watchers.length % site.servers.length];
        if (server) watchers.push(new Watcher(site, person, server));
      }
    }
  }
  const scene: Scene = {
    site,
    chance,
    watchers,
    tenants,
    long: run.long,
    cookieOf: ({ port }) => `landfall-${port}=${token}`,
  };
  return { agents, scene };
}

/** Asks while nobody is in the middle of something: every intent is decided, so that the tables can be held against them. */
async function quiet<T>(agents: readonly Agent[], ask: () => Promise<T>): Promise<T> {
  await Promise.all(agents.map((agent) => agent.pause()));
  try {
    return await ask();
  } finally {
    for (const agent of agents) agent.resume();
  }
}

/** @returns pages that still show something else than the tables */
async function caughtUp(watchers: readonly Watcher[]): Promise<number> {
  const until = performance.now() + CATCH_UP_MS;
  for (;;) {
    let behind = 0;
    for (const watcher of watchers) if ((await watcher.differences()) > 0) behind += 1;
    if (behind === 0 || performance.now() > until) return behind;
    await delay(200);
  }
}
