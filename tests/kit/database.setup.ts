import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import 'reflect-metadata';
import { services } from '@landfall/gateway/host/services';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';

export const SECRET = 'a secret of the tests';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
    /** The same server for LISTEN, where the way to it is a pooler (tests/pooler). */
    listenUrl?: string;
  }
}

/** One migrated PostgreSQL for all API and isolation tests; each test file works in tenants of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-test-'));
  chmodSync(folder, 0o755);
  const database = await startEmbedded(folder, { settings: { fsync: 'off', max_connections: '200' } });
  await ensureLogins(database.adminUrl, SECRET);
  await migrate(loginUrl(database.adminUrl, 'migrator', SECRET), services);
  project.provide('adminUrl', database.adminUrl);
  return async () => {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
