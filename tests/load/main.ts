import 'reflect-metadata';
import { resolve } from 'node:path';
import { readArguments, type Scenario, type Wanted, WrongArguments } from './arguments.ts';
import { Baseline } from './baseline.ts';
import { findK6 } from './k6-program.ts';
import { measure } from './measure.ts';
import { OpenPages } from './open-pages.ts';
import { planOf } from './plan.ts';
import { openStage, type Stage } from './stage.ts';
import { type Outcome, summaryOf } from './summary.ts';
import { judge } from './verdict.ts';

const BASELINE = resolve(import.meta.dirname, '../../.cache/load/baseline.json');
const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopped.abort());
// With --json the answer alone goes to standard output.
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

async function one(program: string, stage: Stage, scenario: Scenario, wanted: Wanted, baseline: Baseline) {
  const plan = planOf(scenario, wanted);
  const sockets = plan.sockets > 0 ? `, ${plan.sockets} sockets` : '';
  tell(`${scenario}: ${plan.seconds} s${sockets}`);
  const { signal } = stopped;
  const pages = scenario === 'pages' ? await OpenPages.open(stage) : undefined;
  const watched = pages?.watch(plan, signal).finally(() => pages.close());
  const [measured, seen] = await Promise.all([measure(program, stage, plan, { tell, signal }), watched]);
  const before = baseline.of(scenario);
  const verdict = judge(measured, before, seen);
  // What fails is nothing to compare with.
  const isBaseline = !before && verdict.failures.length === 0;
  if (isBaseline) baseline.keep(scenario, measured);
  return { scenario, measured, ...(seen ? { seen } : {}), ...verdict, isBaseline } satisfies Outcome;
}

async function load(wanted: Wanted): Promise<number> {
  const k6 = findK6(tell);
  if ('missing' in k6) {
    process.stdout.write(
      wanted.json ? `${JSON.stringify({ skipped: k6.missing })}\n` : `Load skipped: ${k6.missing}.\n`,
    );
    return 0;
  }
  const baseline = Baseline.read(wanted.baseline ? resolve(wanted.baseline) : BASELINE, wanted);
  const stage = await openStage(wanted, { tell, signal: stopped.signal });
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of wanted.scenarios) {
      const outcome = await one(k6.program, stage, scenario, wanted, baseline);
      outcomes.push(outcome);
      if (!wanted.json) process.stdout.write(`${summaryOf(outcome).join('\n')}\n`);
    }
  } finally {
    await stage.close();
  }
  if (wanted.json) process.stdout.write(`${JSON.stringify({ baseline: baseline.file, outcomes })}\n`);
  if (outcomes.some(({ isBaseline }) => isBaseline))
    tell(`There was no run to compare with: written to ${baseline.file}`);
  return outcomes.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

try {
  process.exit(await load(readArguments(process.argv.slice(2))));
} catch (error) {
  if (stopped.signal.aborted) tell('Stopped.');
  else tell(error instanceof WrongArguments ? error.message : String((error as Error).stack));
  process.exit(error instanceof WrongArguments ? 2 : 1);
}
