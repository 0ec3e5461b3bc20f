import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';
import { complaintsOf, isWell, linesOf } from './report.ts';
import { runFaults } from './run-faults.ts';

const USAGE = `npm run test:faults -- [options]
  --seed N            what happens in which order; another one each time unless given
  --faults N          how many (60)
  --only "NAME"       only this fault; may be given several times
  --tenants N         tenants with two people at work each (12)
  --servers N         server processes; the first is never killed (3)
  --pages N           pages that watch several nouns (60)
  --sockets N         light clients beside them (1000)
  --long S            seconds a long fault lasts (30)
  --minutes M         no fault is begun after so many
  --storms N          at the end, cut every socket at once so many times
  --storm-sockets N   of so many sockets; as many as the machine takes unless given
  --list              what can be broken`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    faults: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true },
    tenants: { type: 'string', default: '12' },
    servers: { type: 'string', default: '3' },
    pages: { type: 'string', default: '60' },
    sockets: { type: 'string', default: '1000' },
    long: { type: 'string', default: '30' },
    minutes: { type: 'string' },
    storms: { type: 'string' },
    'storm-sockets': { type: 'string' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

if (values.help || values.list) {
  say(values.help ? USAGE : Object.keys(FAULTS).join('\n'));
  process.exit(0);
}

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (ending.signal.aborted) process.exit(130);
    say(`ending (${signal}): once more to end at once`);
    ending.abort();
  });

const optional = (text: string | undefined, times = 1): number | undefined =>
  text === undefined ? undefined : Number(text) * times;
const began = performance.now();
const report = await runFaults({
  seed: Number(values.seed),
  faults: Number(values.faults),
  tenants: Number(values.tenants),
  servers: Number(values.servers),
  pages: Number(values.pages),
  sockets: Number(values.sockets),
  long: Number(values.long) * 1000,
  within: optional(values.minutes, 60_000) ?? Number.POSITIVE_INFINITY,
  storms: optional(values.storms) ?? 0,
  stormSockets: optional(values['storm-sockets']),
  ...(values.only ? { only: values.only } : {}),
  tell: say,
  signal: ending.signal,
});
for (const line of complaintsOf(report).slice(0, 60)) say(`  ${line}`);
for (const line of linesOf(report)) say(line);
say(`time        ${((performance.now() - began) / 60_000).toFixed(1)} min`);
process.exit(ending.signal.aborted ? 130 : isWell(report) ? 0 : 1);
