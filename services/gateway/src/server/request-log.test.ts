import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog, type Log } from '@landfall/kit/log/log';
import { logIdNow } from '@landfall/kit/log/log-id';
import { Metrics } from '@landfall/kit/metrics/metrics';
import { afterEach, expect, test } from 'vitest';
import { kindOf, RequestLog } from './request-log.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A server with the log in front, and its lines. */
async function serve(level: string, isProduction: boolean, metrics?: Metrics) {
  const lines: Record<string, unknown>[] = [];
  const log: Log = createLog(level, { write: (line) => void lines.push(JSON.parse(line)) });
  const requests = new RequestLog({ log, isProduction, metrics });
  const server = createServer((request, response) =>
    requests.answer(request, response, () => {
      if (request.url?.startsWith('/slow')) return;
      setImmediate(() => response.writeHead(request.url === '/teapot' ? 418 : 200).end(logIdNow()));
    }),
  );
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { lines, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('in production each request is one line of level info; assets and health checks are of level debug', async () => {
  const { lines, url } = await serve('info', true);
  for (const path of ['/graphql', '/auth/sign-in', '/tickets?q=1', '/_app/x.js', '/healthz', '/readyz', '/favicon.svg'])
    await (await fetch(url + path)).text();
  await expect.poll(() => lines.map(({ kind }) => kind)).toEqual(['graphql', 'auth', 'page']);
  expect(lines[1]).toEqual({
    ...{ level: 30, time: expect.any(Number), msg: 'request' },
    ...{ logId: expect.any(String), method: 'GET', kind: 'auth', operation: 'sign-in' },
    ...{ status: 200, ms: expect.any(Number) },
  });
});

test('outside production lines are of level debug, and nothing is written at info', async () => {
  const [quiet, loud] = [await serve('info', false), await serve('debug', false)];
  for (const { url } of [quiet, loud]) await (await fetch(`${url}/healthz`)).text();
  await expect.poll(() => loud.lines).toMatchObject([{ level: 20, kind: 'other', status: 200 }]);
  expect(quiet.lines).toEqual([]);
});

test('the work, the answer and the line have one log id', async () => {
  const { lines, url } = await serve('debug', false);
  const answers = await Promise.all([fetch(`${url}/teapot`), fetch(`${url}/tickets`)]);
  for (const answer of answers) expect(await answer.text()).toBe(answer.headers.get('x-log-id'));
  await expect
    .poll(() => lines.map(({ logId }) => logId).sort())
    .toEqual(answers.map(({ headers }) => headers.get('x-log-id')).sort());
});

test('requests are counted by kind and status, those nobody waited for too', async () => {
  const metrics = new Metrics();
  const { url } = await serve('silent', true, metrics);
  await (await fetch(`${url}/teapot`)).text();
  const gone = new AbortController();
  const given = fetch(`${url}/slow`, { signal: gone.signal }).catch(() => undefined);
  setTimeout(() => gone.abort(), 30);
  await given;
  await expect
    .poll(() => metrics.registry.getSingleMetricAsString('landfall_request_seconds'))
    .toContain('landfall_request_seconds_count{kind="page",status="4xx"} 2');
});

test.each([
  ['/graphql', 'graphql'],
  ['/auth/sso/start/ACME', 'auth'],
  ['/_app/immutable/x.js', 'asset'],
  ['/robots.txt', 'asset'],
  ['/files/logo/1', 'other'],
  ['/kept-mail', 'other'],
  ['/', 'page'],
  ['/tickets/0198', 'page'],
])('%s is of kind %s', (path, kind) => expect(kindOf(path)).toBe(kind));
