import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemViewer } from './viewer.ts';
import { signingKey, verifyViewer } from './viewer-token.ts';
import { VouchedViewers, Vouching } from './vouched-viewers.ts';

const signing = signingKey('one secret');
const open = createPublicKey(signing);
const viewer = systemViewer('01999999-9999-7999-8999-999999999999', 'a test');
const now = Date.now();

test('the same viewer goes along with the same word for twenty seconds; another viewer, also one just like it, with another', async () => {
  const vouching = new Vouching('support', signing);
  const first = await vouching.tokenOf(viewer, now);
  expect(await vouching.tokenOf(viewer, now + 19_000)).toBe(first);
  const later = await vouching.tokenOf(viewer, now + 21_000);
  expect(later).not.toBe(first);
  expect(await verifyViewer(later, 'support', open, now + 70_000)).toEqual(viewer);
  expect(await verifyViewer(await vouching.tokenOf({ ...viewer, name: 'other' }, now), 'support', open, now)).toEqual({
    ...viewer,
    name: 'other',
  });
});

test('a word once believed is not believed longer for that, nor before its time, nor by another service', async () => {
  const token = await new Vouching('support', signing).tokenOf(viewer, now);
  const viewers = new VouchedViewers('support', open);
  expect(await viewers.find(token, now)).toEqual(viewer);
  expect(await viewers.find(token, now + 50_000)).toBe(await viewers.find(token, now + 50_000));
  expect(await viewers.find(token, now + 61_000)).toBeNull();
  expect(await viewers.find(token, now)).toEqual(viewer);
  expect(await viewers.find(token, now - 61_000)).toBeNull();
  expect(await new VouchedViewers('ledger', open).find(token, now)).toBeNull();
});

test('noise is nobody, each time', async () => {
  const viewers = new VouchedViewers('support', open);
  for (const noise of ['', 'x', 'a.b.c']) {
    expect(await viewers.find(noise)).toBeNull();
    expect(await viewers.find(noise)).toBeNull();
  }
});
