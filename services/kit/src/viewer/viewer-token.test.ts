import { createHmac, createPublicKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { systemViewer } from './viewer.ts';
import { publicKeyOf, publicKeyText, signingKey, signViewer, verifyViewer } from './viewer-token.ts';

const viewer = systemViewer('01999999-9999-7999-8999-999999999999', 'a test');
const signing = signingKey('one secret');
const open = publicKeyOf(publicKeyText(signing));

test('whoever has the public key knows the viewer, for the service it is meant for and for nobody else', async () => {
  const token = await signViewer(viewer, 'support', signing);
  expect(await verifyViewer(token, 'support', open)).toEqual(viewer);
  expect(await verifyViewer(token, 'gateway', open)).toEqual(viewer);
  expect(await verifyViewer(token, 'ledger', open)).toBeNull();
  expect(await verifyViewer(token, 'support', createPublicKey(signingKey('another secret')))).toBeNull();
});

test('it is good for a minute at most', async () => {
  const now = Date.now();
  const token = await signViewer(viewer, 'support', signing, now);
  expect(await verifyViewer(token, 'support', open, now + 50_000)).not.toBeNull();
  expect(await verifyViewer(token, 'support', open, now + 61_000)).toBeNull();
  expect(await verifyViewer(token, 'support', open, now - 61_000)).toBeNull();
});

test('the public key is the same in every process with the secret, and can sign nothing', async () => {
  expect(publicKeyText(signingKey('one secret'))).toBe(publicKeyText(signing));
  expect(publicKeyText(signing)).toMatch(/^[\w-]{43}$/);
  await expect(signViewer(viewer, 'support', open)).rejects.toThrow();
});

test('nothing else is a token: another algorithm, none, a changed claim, noise', async () => {
  const token = await signViewer(viewer, 'support', signing);
  const [header = '', claims = '', signature = ''] = token.split('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const changed = encode({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), aud: 'ledger' });
  const mac = createHmac('sha256', publicKeyText(signing)).update(`${encode({ alg: 'HS256' })}.${claims}`);
  const shared = new SignJWT({ viewer: { ...viewer } }).setProtectedHeader({ alg: 'HS256' }).setAudience('support');
  for (const wrong of [
    '',
    '..',
    'x',
    `${header}.${claims}.`,
    `${header}.${changed}.${signature}`,
    `${encode({ alg: 'none' })}.${claims}.`,
    `${encode({ alg: 'HS256' })}.${claims}.${mac.digest('base64url')}`,
    await shared.sign(Buffer.from(publicKeyText(signing))),
    '\u0000'.repeat(100),
  ])
    expect(await verifyViewer(wrong, 'support', open), wrong).toBeNull();
});
