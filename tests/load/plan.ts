import type { Scenario } from './arguments.ts';

/** What people do; each is a function of k6/main.js. */
export const WORK = ['agentDesk', 'dispatchMorning', 'hotlineSurge', 'headquarters', 'notes'] as const;
type Work = (typeof WORK)[number];

/** Requests of one round, on average. */
const REQUESTS: Readonly<Record<Work, number>> = {
  agentDesk: 5.75,
  dispatchMorning: 8,
  hotlineSurge: 3.25,
  headquarters: 1,
  notes: 1,
};

/** Which share of the requests is which work. */
const SHARES: Readonly<Record<Scenario, Partial<Record<Work, number>>>> = {
  'agent-desk': { agentDesk: 1 },
  'dispatch-morning': { dispatchMorning: 1 },
  'hotline-surge': { hotlineSurge: 1 },
  headquarters: { headquarters: 1 },
  sockets: { notes: 0.5 },
  pages: { agentDesk: 1 },
  mixed: { agentDesk: 0.6, dispatchMorning: 0.15, hotlineSurge: 0.2, headquarters: 0.05 },
};

/** At one virtual user. */
const SOCKETS_EACH = 100;
/** Sockets a second while they are opened: who opens them shares the machine. Storms are another test's (`test:faults`). */
const OPENED_A_SECOND = 200;
const WARM_UP_SECONDS = 3;

/** What k6 runs: its scenarios, how many sockets, and when measuring begins. */
export interface Plan {
  /** For k6's `options`. */
  readonly scenarios: Readonly<Record<string, object>>;
  /** The names of those that are measured. */
  readonly measured: readonly Work[];
  readonly sockets: number;
  readonly socketsEach: number;
  /** Sockets are opened and code is warmed up before anything is measured. */
  readonly openingSeconds: number;
  readonly seconds: number;
  /** Rounds there should be. */
  readonly rounds: number;
}

/** How a scenario is run: pages are open wherever something changes, all of them in `sockets` and `mixed`. */
export function planOf(
  scenario: Scenario,
  { rate, sockets: most, seconds }: { rate: number; sockets: number; seconds: number },
): Plan {
  const sockets =
    scenario === 'headquarters' ? 0 : scenario === 'sockets' || scenario === 'mixed' ? most : Math.min(most, 100);
  const openingSeconds = Math.max(WARM_UP_SECONDS, Math.ceil(sockets / OPENED_A_SECOND));
  const scenarios: Record<string, object> = {};
  const measured: Work[] = [];
  let rounds = 0;
  for (const [work, share] of Object.entries(SHARES[scenario]) as [Work, number][]) {
    const perMinute = Math.max(1, Math.round((rate * share * 60) / REQUESTS[work]));
    const users = Math.max(10, Math.ceil(perMinute / 15));
    const common = { exec: work, timeUnit: '1m', preAllocatedVUs: users, maxVUs: users * 4, gracefulStop: '10s' };
    const tags = { measured: 'yes' };
    const steady = { ...common, executor: 'constant-arrival-rate', rate: perMinute };
    scenarios[`${work}_warm`] = { ...steady, duration: `${openingSeconds}s` };
    scenarios[work] =
      work === 'hotlineSurge'
        ? { ...surge(common, perMinute, seconds, openingSeconds), tags }
        : { ...steady, tags, duration: `${seconds}s`, startTime: `${openingSeconds}s` };
    measured.push(work);
    rounds += (perMinute * seconds * (work === 'hotlineSurge' ? 1.25 : 1)) / 60;
  }
  if (sockets > 0) {
    const users = Math.ceil(sockets / SOCKETS_EACH);
    scenarios.watch = {
      exec: 'watch',
      executor: 'per-vu-iterations',
      vus: users,
      iterations: 1,
      maxDuration: `${openingSeconds + seconds + 20}s`,
      gracefulStop: '5s',
    };
  }
  return { scenarios, measured, sockets, socketsEach: SOCKETS_EACH, openingSeconds, seconds, rounds };
}

/** Half the rate, then within a moment one and three quarters of it for most of the time, then half again. */
function surge(common: object, perMinute: number, seconds: number, openingSeconds: number): object {
  const [calm, high] = [Math.ceil(perMinute / 2), Math.ceil(perMinute * 1.75)];
  const stages = [
    { target: calm, duration: `${seconds * 0.2}s` },
    { target: high, duration: '0s' },
    { target: high, duration: `${seconds * 0.6}s` },
    { target: calm, duration: '0s' },
    { target: calm, duration: `${seconds * 0.2}s` },
  ];
  return {
    ...common,
    executor: 'ramping-arrival-rate',
    startRate: calm,
    stages,
    startTime: `${openingSeconds}s`,
  };
}
