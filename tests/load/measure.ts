import type { Measured } from './measured.ts';
import type { Plan } from './plan.ts';
import { type Counted, runK6, type Values } from './run-k6.ts';
import { ServerCpu, type Spent } from './server-cpu.ts';
import type { Stage } from './stage.ts';

/** Runs a plan, and what came of it. */
export async function measure(
  program: string,
  stage: Stage,
  plan: Plan,
  more: { tell: (line: string) => void; signal: AbortSignal },
): Promise<Measured> {
  const cpu = new ServerCpu(stage.pid);
  try {
    const counted = await runK6(program, stage, plan, more);
    const from = counted.began + plan.openingSeconds * 1000;
    return measuredOf(counted, plan, cpu.between(from, from + plan.seconds * 1000));
  } finally {
    cpu.stop();
  }
}

/** What k6 counted, as figures. */
export function measuredOf({ metrics }: Counted, plan: Plan, spent: Spent | undefined): Measured {
  const of = (name: string): Values => metrics[name]?.values ?? {};
  const count = (name: string): number => of(name).count ?? 0;
  const times = of('http_req_duration{measured:yes}');
  const requests = count('http_reqs{measured:yes}');
  const late = count('dropped_iterations{measured:yes}');
  const connected = count('connected');
  const page = of('commit_to_page');
  const slowest = slowestOf(metrics);
  return {
    requests,
    perSecond: requests / plan.seconds,
    // A socket that never got through its greeting is an error, too.
    errors: count('failures') + Math.max(0, plan.sockets - connected),
    late,
    lateShare: plan.rounds > 0 ? late / plan.rounds : 0,
    median: times.med ?? 0,
    p95: times['p(95)'] ?? 0,
    p99: times['p(99)'] ?? 0,
    ...(spent && requests > 0 ? { cpuPerRequest: spent.server / requests, others: spent.others } : {}),
    sockets: connected,
    deliveries: count('deliveries'),
    ...(count('deliveries') > 0 && page['p(99)'] !== undefined ? { commitToPage: page['p(99)'] } : {}),
    ...(slowest ? { slowest } : {}),
  };
}

function slowestOf(metrics: Counted['metrics']): Measured['slowest'] {
  const seen = Object.entries(metrics).flatMap(([name, { values }]) => {
    const operation = /^http_req_duration\{measured:yes,\s*name:(\w+)\}$/.exec(name)?.[1];
    return operation && values['p(95)'] ? [{ operation, p95: values['p(95)'] }] : [];
  });
  return seen.sort((a, b) => b.p95 - a.p95)[0];
}
