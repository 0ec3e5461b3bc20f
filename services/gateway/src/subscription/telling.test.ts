import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { Telling } from './telling.ts';

/** What a browser would make of a frame: ws' own receiver reads it. */
function readBy(frames: readonly Buffer[]): string[] {
  const heard: string[] = [];
  const wire = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const socket = new WebSocket(null as never, undefined, {}) as WebSocket & {
    _isServer: boolean;
    setSocket(wire: Duplex, head: Buffer, options: object): void;
  };
  socket._isServer = false;
  socket.on('message', (data, isBinary) => heard.push(isBinary ? 'binary' : String(data)));
  socket.setSocket(wire, Buffer.alloc(0), { maxPayload: 10_000_000 });
  for (const frame of frames) wire.emit('data', frame);
  return heard;
}

test('a change is one whole text frame of any length, under the name of each subscription', () => {
  const said = ['', 'x'.repeat(60), '账'.repeat(100), 'x'.repeat(70_000)].map((text) => ({ data: { text } }));
  const names = ['1', 'a"b', '很'.repeat(200), 'd9a3a4a6-5a7e-4f6b-9d3e-b1f0c2f0f9a1'];
  for (const payload of said) {
    const telling = new Telling(JSON.stringify(payload));
    const heard = readBy(names.map((id) => telling.frame(id)));
    expect(heard.map((text) => JSON.parse(text))).toEqual(names.map((id) => ({ id, type: 'next', payload })));
  }
});

test('subscriptions of the same short name share their frame', () => {
  const telling = new Telling('{"data":null}');
  expect(telling.frame('1')).toBe(telling.frame('1'));
  expect(telling.frame('2')).not.toBe(telling.frame('1'));
});
