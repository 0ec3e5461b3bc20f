import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOf } from './device-name.ts';

const SAFARI = '(KHTML, like Gecko)';
test.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${SAFARI} Chrome/153.0.0.0 Safari/537.36`,
    'Chrome',
    'Windows',
    'COMPUTER',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${SAFARI} Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0`,
    'Microsoft Edge',
    'Windows',
    'COMPUTER',
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 ${SAFARI} Version/19.0 Mobile/15E148 Safari/604.1`,
    'Safari',
    'iOS',
    'PHONE',
  ],
  [
    `Mozilla/5.0 (Linux; Android 16; V2309A) AppleWebKit/537.36 ${SAFARI} Version/4.0 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.60`,
    'WeChat',
    'Android',
    'PHONE',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox', 'Linux', 'COMPUTER'],
  ['node', 'node', null, 'PROGRAM'],
  ['curl/8.9.1', 'curl', null, 'PROGRAM'],
  [null, null, null, 'PROGRAM'],
])('%s', (userAgent, browser, system, kind) => {
  expect(deviceOf(userAgent)).toEqual({ browser, system, kind });
});

test('whatever a browser says of itself is read', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void deviceOf(`Mozilla/${text}`)));
});
