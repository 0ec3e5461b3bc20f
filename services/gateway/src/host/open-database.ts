import { checkServer } from '@landfall/kit/database/admin.connection';
import { startEmbedded } from '@landfall/kit/database/embedded';
import { ensureLogins, loginUrl } from '@landfall/kit/database/logins';
import { migrate } from '@landfall/kit/migration/migrate';
import type { Service } from '@landfall/kit/service/service';
import type { Config } from '../config/config.ts';
import type { Lifecycle } from '../process/lifecycle.ts';
import type { Progress } from '../process/progress.ts';

/** A database that is up, has its logins and is migrated. */
export interface OpenDatabase {
  readonly adminUrl: string;
  /** Migrations that ran just now. */
  readonly ran: readonly string[];
}

/** Starts the embedded database or reaches the given one, then makes logins and migrates. @throws StartError in one line */
export async function openDatabase(
  config: Config,
  services: readonly Service[],
  life: Lifecycle,
  progress: Progress,
): Promise<OpenDatabase> {
  const adminUrl = await progress.step('Database', async (tell) => {
    if (config.databaseUrl) {
      tell(`PostgreSQL ${await checkServer(config.databaseUrl)}`);
      return config.databaseUrl;
    }
    const embedded = await startEmbedded(config.dataDir, {
      onLost: (message, error) => process.stderr.write(`${message}${error ? `: ${String(error)}` : ''}\n`),
    });
    life.onStop('database', () => embedded.stop(), 4000);
    tell(`PostgreSQL 18 in ${config.dataDir}`);
    return embedded.adminUrl;
  });
  await ensureLogins(adminUrl, config.secret, config.loginUrls);
  const url = loginUrl(adminUrl, 'migrator', config.secret, config.loginUrls);
  const ran = await progress.step('Migrations', async (tell) => {
    const names = await migrate(url, services, { progress: tell });
    tell(names.length === 0 ? 'current' : `${names.length} run`);
    return names;
  });
  return { adminUrl, ran };
}
