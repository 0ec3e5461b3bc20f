import 'reflect-metadata';
import { services } from '@landfall/gateway/host/services';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, LOGINS, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import type { TestProject } from 'vitest/node';
import { removeFolder, temporaryFolder } from '../kit/copy.ts';
import { SECRET } from '../kit/database.setup.ts';
import { findPgBouncer, startPgBouncer } from './pgbouncer.ts';

/** The tests' database behind a pooler with two connections a login: logins and migrations come through it too, only LISTEN doesn't. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const program = findPgBouncer();
  if (!program) throw new Error('PgBouncer isn’t installed: npm run test:pooler.');
  const folder = temporaryFolder();
  const database = await startEmbedded(folder, { settings: { fsync: 'off', max_connections: '200' } });
  const direct = database.tcpUrl;
  const pooler = await startPgBouncer(
    program,
    direct,
    LOGINS.map((login) => loginUrl(direct, login, SECRET)),
  );
  const adminUrl = pooler.through(direct);
  await ensureLogins(adminUrl, SECRET);
  await migrate(loginUrl(adminUrl, 'migrator', SECRET), services);
  project.provide('adminUrl', adminUrl);
  project.provide('listenUrl', direct);
  return async () => {
    await pooler.stop();
    await database.stop();
    removeFolder(folder);
  };
}
