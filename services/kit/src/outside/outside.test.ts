import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { Outside } from './outside.ts';
import { isPrivateAddress } from './private-address.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => servers.forEach((server) => void server.close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
  ...['::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001::1', 'x'],
])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));

test.each(['223.5.5.5', '2400:3200::1'])('%s is public', (address) => expect(isPrivateAddress(address)).toBe(false));

test('without leave nothing is asked of this machine, by address, by name, by another notation or in the clear', async () => {
  const outside = new Outside(false);
  for (const address of [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://localhost/',
  ])
    await expect(outside.fetch(address), address).rejects.toMatchObject({ reason: 'address' });
  await expect(outside.fetch('http://example.com/')).rejects.toMatchObject({ reason: 'scheme' });
  await expect(outside.fetch('file:///etc/passwd')).rejects.toMatchObject({ reason: 'scheme' });
});

test('a redirect is an answer and is never followed', async () => {
  let asked = 0;
  const inside = await serve((_, response) => {
    asked++;
    response.end('secret');
  });
  const away = await serve((_, response) => response.writeHead(302, { location: inside }).end());
  const answer = await new Outside(true).fetch(away);
  expect([answer.status, await answer.text(), asked]).toEqual([302, '', 0]);
});

test('an answer that is too long, never comes, or can’t be asked for ends with its reason', async () => {
  const outside = new Outside(true);
  const long = await serve((_, response) => response.end('x'.repeat(2_000_000)));
  const silent = await serve(() => {});
  await expect(outside.fetch(long)).rejects.toMatchObject({ reason: 'tooLong' });
  await expect(outside.fetch(silent, {}, 50)).rejects.toMatchObject({ reason: 'deadline' });
  await expect(outside.fetch('http://127.0.0.1:1/')).rejects.toMatchObject({ reason: 'unreachable' });
  for (const server of servers) server.closeAllConnections();
});
