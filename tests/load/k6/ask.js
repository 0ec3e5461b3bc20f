// k6's own modules and globals (__ENV, open); not Node.
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http from 'k6/http';
import { Counter } from 'k6/metrics';

/** Address, cookie, operation ids and plan, as run-k6.ts wrote them. */
export const site = JSON.parse(open(__ENV.SITE));
export const tenants = new SharedArray('tenants', () => JSON.parse(open(__ENV.TENANTS)));
export const failures = new Counter('failures');

let told = 0;

/** Something went wrong, counted and (the first few) told. */
export function fail(operation, what) {
  failures.add(1, { operation });
  if (told++ < 3) console.error(`FAILED ${operation}: ${String(what).slice(0, 300)}`);
}

export const cookieOf = (token) => `${site.cookieName}=${token}`;

/**
 * Asks as a page does: for an operation of the pages, by its id. An error in a word of the answer is one, whatever the status.
 * @returns the data, read only where it is needed: reading a list takes more of the machine than asking for it
 */
export function ask(token, operation, variables = {}) {
  const response = http.post(
    `${site.url}/graphql`,
    JSON.stringify({ documentId: site.operations[operation], variables }),
    {
      headers: { 'content-type': 'application/json', cookie: cookieOf(token) },
      tags: { name: operation },
      timeout: '20s',
    },
  );
  // A quote within somebody's words is escaped: this is only ever the answer's own key.
  const isRight =
    response.status === 200 && response.body.startsWith('{"data":') && !response.body.includes('"errors":[');
  if (!isRight) fail(operation, response.error || `${response.status} ${response.body}`);
  return { isRight, get: (path) => (isRight ? response.json(`data.${path}`) : undefined) };
}

/** One intent, one key. */
export const newKey = (what) => `${__ENV.RUN}-${exec.scenario.name}-${exec.scenario.iterationInTest}-${what}`;

/** Round after round through everybody and everything, so that two runs ask the same. */
export function turn() {
  const nth = exec.scenario.iterationInTest;
  const tenant = tenants[nth % tenants.length];
  const lap = Math.floor(nth / tenants.length);
  return { nth, lap, tenant, customer: tenant.customers[lap % tenant.customers.length] };
}

/** A note whose words say when it was sent. */
export function note(tenant, ticket) {
  return ask(tenant.agent, 'NoteTicket', {
    id: ticket,
    text: `客户来电催办 sent@${Date.now()}`,
    idempotencyKey: newKey('note'),
  });
}
