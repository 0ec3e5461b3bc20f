import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Baseline } from './baseline.ts';
import { measuredOf } from './measure.ts';
import type { Measured } from './measured.ts';
import { seenOf } from './open-pages.ts';
import { planOf } from './plan.ts';
import { summaryOf } from './summary.ts';
import { judge } from './verdict.ts';

const run: Measured = {
  requests: 400,
  perSecond: 20,
  errors: 0,
  late: 0,
  lateShare: 0,
  median: 10,
  p95: 40,
  p99: 80,
  cpuPerRequest: 4,
  sockets: 100,
  deliveries: 70,
  commitToPage: 90,
};

test('a run like its baseline passes, and one that is slower by more than the ratio allows does not', () => {
  expect(judge({ ...run, median: 14, p95: 70 }, run).failures).toEqual([]);
  expect(judge({ ...run, median: 16, cpuPerRequest: 6 }, run).failures).toEqual([
    "median 16.0 is 1.60 × the baseline's, at most 1.5",
    "cpuPerRequest 6.0 is 1.50 × the baseline's, at most 1.3",
  ]);
});

test('a change that a page never showed fails the run, and so does a page that follows too late', () => {
  const seen = [
    seenOf('ticket', [40, 60, 80]),
    seenOf('list', [50, Number.POSITIVE_INFINITY]),
    seenOf('board', [1500]),
  ];
  expect(seen[0]).toEqual({ kind: 'ticket', count: 3, missed: 0, median: 60, p99: 80, longest: 80 });
  expect(judge(run, run, seen).failures).toEqual([
    '1 of 2 changes never seen on the list page',
    'commit to the board page 1500 ms, at most 1000',
  ]);
});

test('a difference of a millisecond is the machine’s, whatever its ratio', () => {
  const quick = { ...run, median: 1 };
  const { ratios, failures } = judge({ ...quick, median: 2.5 }, quick);
  expect(ratios.median).toBe(2.5);
  expect(failures).toEqual([]);
});

test('on a machine that others have taken, waiting is told and not judged; work done is', () => {
  const { failures, doubts } = judge(
    { ...run, p95: 400, cpuPerRequest: 9, errors: 2, others: 0.5 },
    { ...run, others: 0.1 },
  );
  expect(doubts).toEqual(["p95 400.0 is 10.00 × the baseline's, at most 2"]);
  expect(failures).toEqual(['2 errors, where none may be', "cpuPerRequest 9.0 is 2.25 × the baseline's, at most 1.3"]);
  expect(judge({ ...run, commitToPage: 2000, others: 0.6 }, undefined)).toMatchObject({
    failures: [],
    doubts: [expect.any(String)],
  });
  expect(judge({ ...run, p95: 400, others: 0.5 }, { ...run, others: 0.4 }).failures).toHaveLength(1);
});

test('one error fails a run, with or without a baseline, and so does a page that waits more than a second', () => {
  expect(judge({ ...run, errors: 1 }, undefined).failures).toHaveLength(1);
  expect(judge({ ...run, commitToPage: 1001 }, undefined).failures).toHaveLength(1);
  expect(judge({ ...run, commitToPage: 1001 }, { ...run, commitToPage: 990 }).failures).toHaveLength(1);
  expect(judge({ ...run, deliveries: 0 }, undefined).failures).toHaveLength(1);
});

test('a rate that was not reached is told, not compared away', () => {
  expect(judge({ ...run, late: 1, lateShare: 0.002 }, run).failures).toEqual([]);
  expect(judge({ ...run, late: 9, lateShare: 0.03 }, run).failures).toHaveLength(1);
});

test('the first run is kept, later ones are compared with it, and other settings are another load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-baseline-'));
  const file = join(folder, 'deep/baseline.json');
  const settings = { rate: 20, sockets: 100, seconds: 20, renews: false };
  const first = Baseline.read(file, settings);
  expect(first.of('sockets')).toBeUndefined();
  first.keep('sockets', run);
  expect(Baseline.read(file, settings).of('sockets')).toEqual(run);
  expect(Baseline.read(file, settings).of('mixed')).toBeUndefined();
  expect(Baseline.read(file, { ...settings, rate: 21 }).of('sockets')).toBeUndefined();
  expect(Baseline.read(file, { ...settings, renews: true }).of('sockets')).toBeUndefined();
  rmSync(folder, { recursive: true });
});

test('only what was asked in the measured time counts, and a socket that was never greeted is an error', () => {
  const plan = planOf('agent-desk', { rate: 20, sockets: 400, seconds: 20 });
  expect(plan.sockets).toBe(100);
  const metrics = {
    http_reqs: { values: { count: 999 } },
    'http_reqs{measured:yes}': { values: { count: 400 } },
    'http_req_duration{measured:yes}': { values: { med: 5, 'p(95)': 9, 'p(99)': 12 } },
    'http_req_duration{measured:yes,name:TicketList}': { values: { 'p(95)': 9 } },
    'http_req_duration{measured:yes,name:TicketPage}': { values: { 'p(95)': 14 } },
    connected: { values: { count: 98 } },
    failures: { values: { count: 1 } },
    deliveries: { values: { count: 50 } },
    commit_to_page: { values: { 'p(99)': 33 } },
  };
  expect(measuredOf({ began: 0, metrics }, plan, { server: 1200, others: 0.2 })).toEqual({
    ...{ requests: 400, perSecond: 20, errors: 3, late: 0, lateShare: 0, median: 5, p95: 9, p99: 12 },
    ...{ cpuPerRequest: 3, others: 0.2, sockets: 98, deliveries: 50, commitToPage: 33 },
    slowest: { operation: 'TicketPage', p95: 14 },
  });
  expect(measuredOf({ began: 0, metrics: {} }, plan, undefined)).not.toHaveProperty('cpuPerRequest');
});

test('everything at once asks as often as it was told to, with sockets of 100 at one virtual user', () => {
  const plan = planOf('mixed', { rate: 250, sockets: 5000, seconds: 600 });
  expect(plan.scenarios.watch).toMatchObject({ vus: 50, iterations: 1 });
  expect(Object.keys(plan.scenarios)).toContain('hotlineSurge');
  expect(plan.sockets).toBe(5000);
});

test('the summary says what was measured, in which ratio, and what is wrong', () => {
  const outcome = {
    scenario: 'sockets' as const,
    measured: run,
    isBaseline: false,
    ...judge(run, { ...run, p95: 20 }),
  };
  expect(summaryOf(outcome)).toEqual([
    'sockets: 400 requests, 20.0/s, 0 errors',
    '  median 10.0 ms (× 1.00), p95 40.0 ms (× 2.00), p99 80.0 ms (× 1.00)',
    '  server CPU 4.0 ms (× 1.00) a request',
    '  100 sockets, 70 deliveries, commit to page p99 90.0 ms (× 1.00)',
  ]);
});
