import { findEmbedded } from '@landfall/kit/database/embedded';
import { loginUrl } from '@landfall/kit/database/logins';
import { StartError } from '@landfall/kit/database/start.error';
import { dropParked, parkedEvents, retryParked } from '@landfall/kit/outbox/parked-events';
import { Reader } from '@landfall/kit/tenancy/reader';
import { readConfig } from '../config/config.ts';
import { runCommand } from '../process/run.ts';

const USAGE = `npm run -s events -- list
npm run -s events -- retry all | <consumer> [<event id>]
npm run -s events -- drop <consumer> <event id>`;

/** `npm run -s events`: what consumers gave up on, and what becomes of it. Works beside a running copy. */
await runCommand(async () => {
  const config = readConfig();
  const adminUrl = config.databaseUrl ?? findEmbedded(config.dataDir)?.tcpUrl;
  if (!adminUrl)
    throw new StartError(`The database of the data folder ${config.dataDir} is not running: run npm start first.`);
  const reader = new Reader('worker', loginUrl(adminUrl, 'worker', config.secret, config.loginUrls), { max: 1 });
  try {
    process.stdout.write(`${await answer(reader, process.argv.slice(2))}\n`);
  } finally {
    await reader.close();
  }
});

async function answer(reader: Reader, [what = 'list', consumer, eventId]: readonly string[]): Promise<string> {
  if (what === 'list') {
    const parked = await parkedEvents(reader);
    if (parked.length === 0) return 'Nothing is parked.';
    return parked
      .map((one) =>
        [one.consumer, one.eventId, one.event, one.tenantId, `${one.attempts} attempts`, one.problem].join('  '),
      )
      .join('\n');
  }
  if (what === 'retry' && consumer) {
    const which = { ...(consumer === 'all' ? {} : { consumer }), ...(eventId ? { eventId } : {}) };
    return `${await retryParked(reader, which)} will be tried again.`;
  }
  if (what === 'drop' && consumer && eventId)
    return (await dropParked(reader, consumer, eventId)) ? 'Dropped.' : 'There is no such parked event.';
  throw new StartError(USAGE);
}
