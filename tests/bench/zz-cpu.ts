import 'reflect-metadata';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import { startChild } from './child.ts';
import { loadDataset } from './dataset.ts';
import { load } from './load.ts';
import { ticketVariants } from './ticket-variants.ts';

const folder = mkdtempSync(join(tmpdir(), 'landfall-bench-'));
chmodSync(folder, 0o755);
const secret = 'a secret of the bench, thirty-two characters';
const database = await startEmbedded(folder);
const cpu = (pid: number) => {
  const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(f[11]) + Number(f[12])) * 10000;
};
try {
  await ensureLogins(database.adminUrl, secret);
  const url = (login: 'desk' | 'migrator') => loginUrl(database.adminUrl, login, secret);
  await migrate(url('migrator'), services);
  const { tenants } = await loadDataset(url('migrator'), database.adminUrl, { tenants: 50, ticketsEach: 500 });
  const env = {
    NODE_ENV: 'production',
    SECRET: secret,
    DEMO: 'off',
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.adminUrl,
  };
  const prof = process.argv.includes('--prof')
    ? ['--cpu-prof', '--cpu-prof-dir=/work/plan/prof', '--cpu-prof-interval=200']
    : [];
  const v = ticketVariants(tenants);
  const gateway = await startChild([...prof, process.env.MAIN ?? resolve('services/gateway/dist/main.js')], env);
  const sub = await startChild(['--import', '@oxc-node/core/register', resolve('services/support/src/main.ts')], {
    NODE_ENV: 'production',
    SECRET: secret,
    DATABASE_URL: database.adminUrl,
    GATEWAY_URL: `${gateway.url}/graphql`,
  });
  const raw = await startChild(['--import', '@oxc-node/core/register', resolve('tests/bench/peers/raw-server.ts')], {
    NODE_ENV: 'production',
    DESK_URL: url('desk'),
    STATEMENT: v.statement,
  });
  for (const [variant, child] of [
    [v.gateway(gateway.url), gateway],
    [v.subgraph(sub.url, secret), sub],
    [v.raw(raw.url), raw],
  ] as const) {
    await load(variant, 50, 2500);
    const a = cpu(child.pid);
    const b = await load(variant, 50, 4000);
    const c = cpu(child.pid) - a;
    console.log(
      variant.name,
      'cpu us/request',
      Math.round(c / (b.perSecond * 4)),
      'per second',
      Math.round(b.perSecond),
      'errors',
      b.errors,
    );
  }
  await gateway.stop();
  await sub.stop();
  await raw.stop();
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
