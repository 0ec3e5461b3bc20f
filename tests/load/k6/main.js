// Run by k6, not by Node: see run-k6.ts.
import { site } from './ask.js';

export { watch } from './watch.js';
export { agentDesk, dispatchMorning, headquarters, hotlineSurge, notes } from './work.js';

// A threshold without a condition makes k6 keep the numbers of one tag apart; what is judged is judged in verdict.ts.
const kept = ['http_req_duration{measured:yes}', 'http_reqs{measured:yes}', 'dropped_iterations{measured:yes}'];
for (const name of Object.keys(site.operations)) kept.push(`http_req_duration{measured:yes,name:${name}}`);

export const options = {
  scenarios: site.plan.scenarios,
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max', 'count'],
  thresholds: Object.fromEntries(kept.map((name) => [name, []])),
  discardResponseBodies: false,
  userAgent: 'landfall-load',
  systemTags: ['scenario', 'name', 'status'],
  setupTimeout: '10s',
};

/** When everything begins: the sockets tell by it what belongs to the measured time. */
export function setup() {
  return { began: Date.now() };
}

/** All numbers, for run-k6.ts. */
export function handleSummary({ metrics, setup_data: { began } }) {
  return { [__ENV.SUMMARY]: JSON.stringify({ began, metrics }) };
}
