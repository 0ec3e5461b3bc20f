import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';

/** Things that happen to clients and on the way to them. */
export const OF_CLIENTS: Readonly<Record<string, Fault>> = {
  'a client that never reads': async ({ site, chance, cookieOf, long, signal }) => {
    const server = chance.one(site.servers);
    const socket = connect(server.relay.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n` +
        `sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\ncookie: ${cookieOf(server)}\r\n\r\n`,
    );
    socket.pause();
    const say = (message: object): boolean => socket.write(frame(JSON.stringify(message)));
    say({ type: 'connection_init' });
    await delay(100, undefined, { signal });
    for (let i = 0; i < 30; i++)
      say({
        id: `${i}`,
        type: 'subscribe',
        payload: { query: `subscription { ticketChanged { id version state symptom } }` },
      });
    await delay(long, undefined, { signal });
    let unread = 0;
    socket.on('data', (bytes) => {
      unread += bytes.length;
    });
    socket.resume();
    await delay(500, undefined, { signal });
    socket.destroy();
    return `30 subscriptions through ${server.name} unread for ${long / 1000} s, ${Math.round(unread / 1000)} kB waited`;
  },

  'every socket dropped at once': async ({ site, watchers, crowd }) => {
    const dropped = crowd.drop();
    for (const watcher of watchers) watcher.drop();
    for (const { relay } of site.servers) relay.cut();
    return `${watchers.length} pages, ${(await dropped).toLocaleString('en')} sockets`;
  },
};

/** A masked text frame, as clients have to send it (RFC 6455, 5.2). */
function frame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0x80 | 126, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}
