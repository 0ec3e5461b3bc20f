import { expect, test } from 'vitest';
import { runFaults } from './run-faults.ts';

/** Those that take a second or three; `npm run test:faults` has them all, longer and with any seed. */
const SHORT = [
  'PostgreSQL killed with -9',
  'PostgreSQL paused',
  'a server killed between commit and answer',
  'two commits out of order',
  'events told again from the beginning',
  'every socket dropped at once',
];

/** No fault is begun after so long: a busy machine makes fewer of them. */
const BUDGET_MS = 12_000;
/** And what isn't done by then says what it has come to. */
const PATIENCE_MS = 100_000;

test('nothing acknowledged is lost or doubled, and every page catches up, while database and servers die and come back', async () => {
  const lines: string[] = [];
  const report = await runFaults({
    seed: 7,
    faults: SHORT.length,
    tenants: 3,
    servers: 2,
    pages: 12,
    sockets: 60,
    long: 2000,
    within: BUDGET_MS,
    only: SHORT,
    tell: (line) => lines.push(line),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  expect(report, lines.join('\n')).toMatchObject({ lost: [], doubled: [], wrong: [], behind: [] });
  expect([...(report.mail?.lost ?? []), ...(report.mail?.doubled ?? [])]).toEqual([]);
  expect(report.faults).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(0);
});
