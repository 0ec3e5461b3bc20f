import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import { startChild } from './child.ts';
import { copyOf } from './databases.ts';
import { loadDataset } from './dataset.ts';
import { hireMany } from './fan-out.people.ts';
import { startWeighed } from './fan-out.server.ts';
import { fanOut, NOTE, SUBSCRIPTION } from './fan-out.ts';
import { installation } from './installation.ts';
import { once } from './load.ts';
import { sideBySide } from './rounds.ts';
import { LIST, scale } from './scale.ts';
import { serverRendered } from './server-rendered.ts';
import { startUp } from './start-up.ts';
import { QUERY, ticketVariants, viewerTokens } from './ticket-variants.ts';
import { copyWithoutRls } from './without-rls.ts';
import { oneTicketEach, silenceEvents, WRITTEN_NOTE, writers } from './writers.ts';

interface Figure {
  readonly ratio: number;
  readonly pass: number;
  readonly goal: number;
  readonly [more: string]: unknown;
}

const json = process.argv.includes('--json');
const quick = process.argv.includes('--quick');
const only = process.argv.find((argument) => /^B\d+$/.test(argument));
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const ROUNDS = quick ? 3 : 5;
const MILLISECONDS = quick ? 1500 : 4000;
const SIZE = quick ? { tenants: 50, ticketsEach: 500 } : { tenants: 500, ticketsEach: 1000 };

const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
chmodSync(folder, 0o755);
const secret = 'a secret of the bench, thirty-two characters';
const figures: Record<string, Figure> = {};
const main = installation(join(folder, 'installation'), {
  BenchTickets: QUERY,
  BenchPages: LIST,
  BenchNote: NOTE,
  BenchWrittenNote: WRITTEN_NOTE,
  BenchHeard: SUBSCRIPTION,
});
const oxc = ['--import', '@oxc-node/core/register'];
const database = await startEmbedded(folder);
try {
  await ensureLogins(database.adminUrl, secret);
  const url = (login: 'desk' | 'migrator'): string => loginUrl(database.adminUrl, login, secret);
  await migrate(url('migrator'), services);
  say(`Loading ${SIZE.tenants * SIZE.ticketsEach} tickets of ${SIZE.tenants} tenants`);
  const { tenants } = await loadDataset(url('migrator'), database.adminUrl, SIZE);
  const env = {
    NODE_ENV: 'production',
    SECRET: secret,
    DEMO: 'off',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.adminUrl,
  };
  const wanted = (name: string): boolean => !only || only === name;
  // A copy needs the original to itself.
  const plain = wanted('B4') ? await copyWithoutRls(database.adminUrl, 'without_rls') : '';
  const silent = wanted('B7') ? await copyOf(database.adminUrl, 'without_events') : '';
  const gateway = await startChild([main], env);
  const variants = ticketVariants(tenants);
  const ours = variants.gateway(gateway.url);
  const compare = async (
    name: string,
    peer: ReturnType<typeof variants.gateway>,
    pass: number,
    goal: number,
  ): Promise<void> => {
    const [mine, theirs] = [ours.rows(await once(ours, 7)), peer.rows(await once(peer, 7))];
    if (JSON.stringify(mine) !== JSON.stringify(theirs))
      throw new Error(
        `${name}: answers differ\n${JSON.stringify(mine).slice(0, 300)}\n${JSON.stringify(theirs).slice(0, 300)}`,
      );
    say(`${name}: ${ours.name} ÷ ${peer.name}`);
    figures[name] = { ...(await sideBySide(ours, peer, tenants.length, ROUNDS, MILLISECONDS)), pass, goal };
  };

  if (wanted('B1')) {
    const peer = await startChild([...oxc, resolve('tests/bench/peers/postgraphile-server.ts')], {
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      DESK_URL: url('desk'),
    });
    await compare('B1', variants.postgraphile(peer.url), 1.2, 2).finally(() => peer.stop());
  }
  if (wanted('B2')) {
    const peer = await startChild([...oxc, resolve('tests/bench/peers/raw-server.ts')], {
      NODE_ENV: 'production',
      DESK_URL: url('desk'),
      STATEMENT: variants.statement,
    });
    await compare('B2', variants.raw(peer.url), 0.55, 0.8).finally(() => peer.stop());
  }
  if (wanted('B3')) {
    const peer = await startChild([...oxc, resolve('services/support/src/main.ts')], {
      NODE_ENV: 'production',
      SECRET: secret,
      DATABASE_URL: database.adminUrl,
      GATEWAY_URL: `${gateway.url}/graphql`,
    });
    const vouched = await viewerTokens(tenants, secret);
    await compare('B3', variants.subgraph(peer.url, vouched.tokens), 0.85, 0.95).finally(() => {
      vouched.stop();
      return peer.stop();
    });
  }
  if (wanted('B4')) {
    const peer = await startChild([main], { ...env, DATABASE_URL: plain });
    await compare('B4', { ...variants.gateway(peer.url), name: 'gateway without RLS' }, 0.9, 0.95).finally(() =>
      peer.stop(),
    );
  }
  if (wanted('B7')) {
    await silenceEvents(silent);
    const peer = await startChild([main], { ...env, DATABASE_URL: silent });
    const tickets = await oneTicketEach(url('migrator'), tenants);
    say('B7: mutations with events ÷ without');
    figures.B7 = await writers(gateway, peer, tenants, tickets, { rounds: ROUNDS, milliseconds: MILLISECONDS }).finally(
      () => peer.stop(),
    );
  }
  if (wanted('B9')) {
    say('B9: the ticket list rendered ÷ a bare page');
    figures.B9 = await serverRendered(gateway, tenants, ROUNDS, MILLISECONDS);
  }
  await gateway.stop();
  if (wanted('B6')) {
    const weighed = await startWeighed([main], env);
    const peer = await startWeighed([...oxc, resolve('tests/bench/peers/broadcast-server.ts')], {});
    const [tenant] = tenants;
    const [ticketId = ''] = await oneTicketEach(url('migrator'), tenants);
    const subscribers = quick ? 2000 : 5000;
    say(`B6: one change to ${subscribers} subscribers ÷ a raw broadcast`);
    if (tenant) {
      const tokens = await hireMany(url('migrator'), tenant, 2 * subscribers);
      const found = fanOut({ gateway: weighed, peer, tenant, ticketId, tokens, rounds: ROUNDS * 3 });
      figures.B6 = await found.finally(() => Promise.all([weighed.stop(), peer.stop()]));
    }
  }
  if (wanted('B5')) {
    const size = quick ? { tenants: 1000, ticketsEach: 200 } : { tenants: 10_000, ticketsEach: 1000 };
    const start = (DATABASE_URL: string) => startChild([main], { ...env, DATABASE_URL });
    say(`B5: the list among ${size.tenants * size.ticketsEach} tickets ÷ among ten thousand`);
    figures.B5 = await scale({
      adminUrl: database.adminUrl,
      secret,
      size,
      start,
      rounds: ROUNDS,
      milliseconds: MILLISECONDS,
    });
  }
  if (wanted('B10')) figures.B10 = await startUp(say);
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
else {
  for (const [name, { ratio, pass, goal, rounds, perSecond }] of Object.entries(figures)) {
    say(
      `${name.padEnd(4)} ${String(ratio).padStart(8)}   pass ${pass}   goal ${goal}   ${JSON.stringify(perSecond ?? '')} ${JSON.stringify(rounds ?? '')}`,
    );
  }
}
