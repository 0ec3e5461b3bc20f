import 'reflect-metadata';
import { EventBus } from '../event-bus/event-bus.ts';
import { createLog } from '../log/log.ts';
import { Outside } from '../outside/outside.ts';
import { Seals } from '../seal/seals.ts';
import type { Host } from '../service/context.ts';
import { kit } from '../service/kit.service.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { startClockWork } from './clock-work.ts';

// A process of a test's own that takes part in one schedule and never ends its run: `node … process.fixture.ts <url> <name>`.
const [url = '', name = ''] = process.argv.slice(2);
const tenancy = new Tenancy({ urlOf: () => url, entities: kit.entities });
const host: Host = {
  tenancy,
  bus: new EventBus(),
  log: createLog('silent'),
  seals: new Seals('temporary'),
  outside: new Outside(true),
};
startClockWork({
  host,
  url,
  services: [],
  schedules: [
    {
      name,
      cron: '0 0 1 1 *',
      run: async () => {
        process.stdout.write('at work\n');
        await new Promise(() => undefined);
      },
    },
  ],
  after: 0,
  everySeconds: 0.5,
});
// Nothing else holds it open.
setInterval(() => undefined, 1000);
