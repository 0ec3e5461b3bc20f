import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    faults: { type: 'string', default: '60' },
    tenants: { type: 'string', default: '12' },
    sockets: { type: 'string', default: '200' },
    long: { type: 'string', default: '30' },
    only: { type: 'string', multiple: true },
  },
});

const report = await runFaults({
  seed: Number(values.seed),
  faults: Number(values.faults),
  tenants: Number(values.tenants),
  watchers: Number(values.sockets),
  long: Number(values.long) * 1000,
  ...(values.only ? { only: values.only } : {}),
  tell: (line) => process.stdout.write(`${line}\n`),
});
const { faults, operations, lost, doubled, wrong, stale, unknown, reconnections, memory, seed } = report;
for (const line of [...lost, ...doubled, ...wrong, ...stale].slice(0, 40)) process.stdout.write(`  ${line}\n`);
process.stdout.write(
  `${faults} faults, ${operations} operations, ${lost.length} lost, ${doubled.length} doubled, ${wrong.length} wrong, ` +
    `${stale.length} pages behind, ${unknown} given up, ${reconnections} reconnections, ` +
    `memory ${memory.map((ratio) => ratio.toFixed(2)).join(' ') || 'of new processes only'}, seed ${seed}\n`,
);
process.exit(lost.length + doubled.length + wrong.length + stale.length > 0 ? 1 : 0);
