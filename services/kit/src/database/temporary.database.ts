import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.ts';
import { ensureLogins, type Login, loginUrl } from './logins.ts';

/** A database of a test's own. */
export interface TemporaryDatabase {
  readonly adminUrl: string;
  readonly urlOf: (login: Login) => string;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** Starts an empty PostgreSQL with its logins in a temporary folder: for tests that want one to themselves. */
export async function openTemporaryDatabase(): Promise<TemporaryDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-temporary-'));
  chmodSync(folder, 0o755);
  const secret = 'temporary';
  const database = await startEmbedded(folder, { settings: { fsync: 'off' } });
  await ensureLogins(database.adminUrl, secret);
  return {
    adminUrl: database.adminUrl,
    urlOf: (login) => loginUrl(database.adminUrl, login, secret),
    async close() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
