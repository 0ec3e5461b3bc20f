import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Fault, NotPossible, type Scene } from '../fault.ts';
import { holdNumbers, type Inside } from '../hold-numbers.ts';
import { soon } from '../patience.ts';
import type { Server } from '../site.ts';

const HOURS = 3_600_000;

/** A server of those that may die, by chance. */
function mortal({ site, chance }: Scene): Server {
  if (site.mortals.length === 0) throw new NotPossible('only one server runs');
  return chance.one(site.mortals);
}

/** Things that happen to server processes. */
export const OF_SERVERS: Readonly<Record<string, Fault>> = {
  'a server killed inside mutations': async (scene) => {
    const { site, signal } = scene;
    const names = new Map(site.mortals.map((server) => [server.name, server]));
    const said = await holdNumbers(scene, async (inside) => {
      const ofMortals = async (): Promise<Inside[] | undefined> => {
        const found = (await inside()).filter(({ server }) => names.has(server));
        return found.length > 0 ? found : undefined;
      };
      const seen = await soon(ofMortals, 60_000, signal);
      const server = names.get(seen?.[0]?.server ?? '');
      if (!server) return undefined;
      await site.end(server, 'SIGKILL');
      return { server, transactions: seen?.filter((one) => one.server === server.name).length };
    });
    if (!said) throw new NotPossible('nobody was inside a mutation');
    await site.start(said.server);
    return `${said.server.name} with ${said.transactions} transactions of mutations open`;
  },

  'a server killed between commit and answer': async (scene) => {
    const { site, signal } = scene;
    const server = mortal(scene);
    let isLost = false;
    server.relay.loseNextAnswer(() => {
      server.copy.kill('SIGKILL');
      isLost = true;
    });
    if (!(await soon(() => isLost, 60_000, signal))) throw new NotPossible('no mutation was answered');
    await site.end(server, 'SIGKILL');
    await site.start(server);
    return `${server.name}, with a mutation’s answer on its way`;
  },

  'a server replaced while it is at work': async (scene) => {
    const server = mortal(scene);
    const began = performance.now();
    await scene.site.end(server, 'SIGTERM');
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    await scene.site.start(server);
    return `${server.name} drained within ${seconds} s`;
  },

  'a server two hours ahead': (scene) => shifted(scene, 2 * HOURS),
  'a server two hours behind': (scene) => shifted(scene, -2 * HOURS),
};

/** The server works with the wrong clock for a while; the next fault finds it with the right one again. */
async function shifted(scene: Scene, milliseconds: number): Promise<string> {
  const { site, journal, long, signal } = scene;
  const server = mortal(scene);
  const NODE_OPTIONS = `--import=${join(import.meta.dirname, '../clock-shift.mjs')}`;
  await site.end(server, 'SIGTERM');
  await site.start(server, { NODE_OPTIONS, CLOCK_SHIFT_MS: String(milliseconds) });
  const before = journal.answeredBy(server.name);
  await delay(long / 5, undefined, { signal });
  await soon(() => journal.answeredBy(server.name) > before, 60_000, signal);
  const answered = journal.answeredBy(server.name) - before;
  await site.end(server, 'SIGTERM');
  await site.start(server);
  return `${server.name} answered ${answered} mutations meanwhile`;
}
