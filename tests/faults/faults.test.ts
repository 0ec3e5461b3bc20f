import { expect, test } from 'vitest';
import { runFaults } from './run-faults.ts';

/** Those that take a second or three; `npm run test:faults` has them all, longer and with any seed. */
const SHORT = [
  'PostgreSQL killed with -9',
  'PostgreSQL paused',
  'a server killed between commit and answer',
  'a transaction held open while later ones commit',
  'events told again from the beginning',
  'every socket dropped at once',
];

test('nothing acknowledged is lost or doubled, and every page catches up, while database and servers die and come back', async () => {
  const lines: string[] = [];
  const report = await runFaults({
    seed: 7,
    faults: SHORT.length,
    tenants: 3,
    watchers: 12,
    long: 2000,
    only: SHORT,
    tell: (line) => lines.push(line),
  });
  expect(report, lines.join('\n')).toMatchObject({ lost: [], doubled: [], wrong: [], stale: [] });
  expect(report.operations).toBeGreaterThan(100);
  expect(report.reconnections).toBeGreaterThan(0);
});
