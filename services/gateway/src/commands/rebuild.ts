import 'reflect-metadata';
import { findEmbedded } from '@landfall/kit/database/embedded';
import { loginUrl } from '@landfall/kit/database/logins';
import { StartError } from '@landfall/kit/database/start.error';
import type { ReadModel } from '@landfall/kit/rebuild/read-model';
import { readModelsOf, tenantsOf } from '@landfall/kit/rebuild/read-models';
import { rebuild } from '@landfall/kit/rebuild/rebuild';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { readConfig } from '../config/config.ts';
import { services } from '../host/services.ts';
import type { Lifecycle } from '../process/lifecycle.ts';
import { Progress } from '../process/progress.ts';
import { runCommand } from '../process/run.ts';

const USAGE = `npm run rebuild -- cells [--tenant <id>]    headquarters' figures: contributions and cells
npm run rebuild -- search [--tenant <id>]   what tickets, orders and customers are found by
Of every partner unless one is named. Works beside a running copy; stopped in the middle, it goes on from there.`;

/** `npm run rebuild`: read models are brought to what the tables say, and it is told how much was otherwise. */
await runCommand(async (life) => {
  const { models, tenant } = asked(process.argv.slice(2));
  const config = readConfig();
  const adminUrl = config.databaseUrl ?? findEmbedded(config.dataDir)?.tcpUrl;
  if (!adminUrl)
    throw new StartError(`The database of the data folder ${config.dataDir} is not running: run npm start first.`);
  const tenancy = new Tenancy({
    urlOf: (login) => loginUrl(adminUrl, login, config.secret, config.loginUrls),
    entities: services.flatMap((service) => service.entities),
    poolSize: 2,
  });
  const work = rebuildAll(life, tenancy, models, tenant).finally(() => tenancy.close());
  // The batch under way ends, and whoever comes next goes on behind it.
  life.onStop('rebuild', () => work.catch(() => undefined), 4000);
  await work;
});

async function rebuildAll(
  life: Lifecycle,
  tenancy: Tenancy,
  models: readonly ReadModel[],
  only: string | undefined,
): Promise<void> {
  const every = await tenantsOf(tenancy, services);
  if (only !== undefined && !every.includes(only)) throw new StartError(`There is no partner ${only}.`);
  const progress = new Progress(process.stderr);
  const busy: string[] = [];
  for (const tenant of only === undefined ? every : [only]) {
    for (const model of models) {
      if (life.signal.aborted) return;
      await progress.step(`${model.name} of ${tenant}`, async (tell) => {
        const done = await rebuild({
          ...{ tenancy, model, tenant, signal: life.signal },
          tell: ({ part, seen, found }) => tell(`${part}: ${seen} seen, ${found} changed`),
        });
        if (done) tell(`${done.seen} seen, ${done.found} changed`);
        else if (life.signal.aborted) tell('stopped: the next one goes on from here');
        else busy.push(`${model.name} of ${tenant}`);
      });
    }
  }
  if (busy.length > 0)
    throw new StartError(`Somebody else is at it, or was a minute ago; try again then: ${busy.join(', ')}`);
}

function asked(words: readonly string[]): { models: ReadModel[]; tenant: string | undefined } {
  const [what, flag, tenant, ...more] = words;
  const models = readModelsOf(services).filter(({ name }) => name === what || name.startsWith(`${what}.`));
  if (!what || models.length === 0 || more.length > 0) throw new StartError(USAGE);
  if (flag !== undefined && (flag !== '--tenant' || !tenant)) throw new StartError(USAGE);
  return { models, tenant };
}
