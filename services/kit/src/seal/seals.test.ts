import { expect, test } from 'vitest';
import { Seals } from './seals.ts';

const seals = new Seals('one secret');

test('what is sealed is opened for the same purpose only, and never after a change', () => {
  const sealed = seals.seal('值得保密的事', 'totp');
  expect(sealed).not.toContain('值得');
  expect(seals.seal('值得保密的事', 'totp')).not.toBe(sealed);
  expect(seals.open(sealed, 'totp')).toBe('值得保密的事');
  expect(() => seals.open(sealed, 'client-secret')).toThrow();
  expect(() => new Seals('another').open(sealed, 'totp')).toThrow();
  const bytes = Buffer.from(sealed, 'base64url');
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(() => seals.open(changed.toString('base64url'), 'totp'), `byte ${at}`).toThrow();
  }
});

test('a link’s token is the same each time, and another for another thing, purpose or secret', () => {
  const token = seals.token('invitation', 'a');
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(seals.token('invitation', 'a')).toBe(token);
  const others = [seals.token('invitation', 'b'), seals.token('reset', 'a'), new Seals('x').token('invitation', 'a')];
  expect(new Set([token, ...others]).size).toBe(4);
});
