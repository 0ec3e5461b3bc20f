import { findEmbedded } from '@landfall/kit/database/embedded';
import { LOGINS, type Login, loginUrl } from '@landfall/kit/database/logins';
import { StartError } from '@landfall/kit/database/start.error';
import { type Config, readConfig } from '../config/config.ts';
import { runCommand } from '../process/run.ts';

/** `npm run -s db:url -- desk`: prints the address of the running database for one login, and nothing else. */
await runCommand(async () => {
  process.stdout.write(`${addressFor(process.argv[2] ?? '', readConfig())}\n`);
});

function addressFor(name: string, config: Config): string {
  const known = ['admin', ...LOGINS];
  if (!known.includes(name))
    throw new StartError(`Which login? One of ${known.join(', ')}, as in: npm run -s db:url -- desk`);
  const adminUrl = config.databaseUrl ?? findEmbedded(config.dataDir)?.tcpUrl;
  if (!adminUrl) {
    throw new StartError(
      `The database of the data folder ${config.dataDir} is not running: run npm start first (and mind DATA_DIR).`,
    );
  }
  return name === 'admin' ? adminUrl : loginUrl(adminUrl, name as Login, config.secret, config.loginUrls);
}
