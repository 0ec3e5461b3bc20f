import { runNow } from '@landfall/kit/clock-work/run-now';
import { clockWorkStanding } from '@landfall/kit/clock-work/standing';
import { findEmbedded } from '@landfall/kit/database/embedded';
import { loginUrl } from '@landfall/kit/database/logins';
import { StartError } from '@landfall/kit/database/start.error';
import { createLog } from '@landfall/kit/log/log';
import { Reader } from '@landfall/kit/tenancy/reader';
import { readConfig } from '../config/config.ts';
import { runCommand } from '../process/run.ts';

const USAGE = `npm run -s clock-work -- list
npm run -s clock-work -- run <name>`;

/** `npm run -s clock-work`: what is done by the clock, when it was last done, what failed. Works beside a running copy. */
await runCommand(async () => {
  const config = readConfig();
  const adminUrl = config.databaseUrl ?? findEmbedded(config.dataDir)?.tcpUrl;
  if (!adminUrl)
    throw new StartError(`The database of the data folder ${config.dataDir} is not running: run npm start first.`);
  const url = loginUrl(adminUrl, 'worker', config.secret, config.loginUrls);
  const [what = 'list', name] = process.argv.slice(2);
  const reader = new Reader('worker', url, { max: 1 });
  try {
    if (what === 'list') process.stdout.write(await list(reader));
    else if (what === 'run' && name) process.stdout.write(`${await run(url, reader, name)}\n`);
    else throw new StartError(USAGE);
  } finally {
    await reader.close();
  }
});

async function list(reader: Reader): Promise<string> {
  const all = await clockWorkStanding(reader);
  const lines = all.map(({ name, cron, timeZone, doneAt, state, attempts, problem }) =>
    [
      name.padEnd(26),
      `${cron} ${timeZone}`.padEnd(28),
      doneAt ? `done ${doneAt}` : 'not done since yesterday',
      ...(state === 'active' ? ['under way'] : []),
      ...(state === 'retry' ? [`will be tried again (${attempts + 1} attempts): ${problem}`] : []),
      ...(state === 'failed' ? [`FAILED: ${problem}`] : []),
    ].join('  '),
  );
  return `${lines.join('\n')}\n`;
}

async function run(url: string, reader: Reader, name: string): Promise<string> {
  const known = await clockWorkStanding(reader);
  if (!known.some((one) => one.name === name))
    throw new StartError(`There is no ${name}: one of ${known.map((one) => one.name).join(', ')}.`);
  return (await runNow(url, createLog('warn'), name))
    ? 'A process will do it within seconds.'
    : 'It is under way, or waits to be.';
}
