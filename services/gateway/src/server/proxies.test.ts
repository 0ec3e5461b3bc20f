import { expect, test } from 'vitest';
import { trust } from '../config/trust.ts';
import { Proxies } from './proxies.ts';

const arrival = (remoteAddress: string, forwarded?: string, proto?: string) => ({
  socket: { remoteAddress },
  headers: {
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    ...(proto === undefined ? {} : { 'x-forwarded-proto': proto }),
  },
});

test.each([
  // trust, connection, x-forwarded-for, address
  ['none', '::ffff:10.0.0.7', '1.2.3.4', '10.0.0.7'],
  ['0', '10.0.0.7', '1.2.3.4', '10.0.0.7'],
  ['1', '10.0.0.7', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['1', '10.0.0.7', '1.2.3.4:5678', '1.2.3.4'],
  ['1', '10.0.0.7', '[2001:db8::1]:443', '2001:db8::1'],
  ['1', '10.0.0.7', undefined, '10.0.0.7'],
  ['1', '10.0.0.7', '1.2.3.4, nonsense', '10.0.0.7'],
  ['2', '10.0.0.7', '6.6.6.6, 1.2.3.4, 10.0.0.8', '1.2.3.4'],
  ['2', '10.0.0.7', '1.2.3.4', '1.2.3.4'],
  ['10.0.0.0/8', '10.0.0.7', '6.6.6.6, 1.2.3.4, 10.0.0.8', '1.2.3.4'],
  ['10.0.0.0/8', '192.168.0.1', '1.2.3.4', '192.168.0.1'],
  ['10.0.0.7, fd00::/8', 'fd00::1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['10.0.0.0/8', '10.0.0.7', '10.0.0.9, 10.0.0.8', '10.0.0.9'],
])('TRUST_PROXY=%s: a connection from %s with %s comes from %s', (text, connection, forwarded, address) => {
  expect(new Proxies(trust(text)).addressOf(arrival(connection, forwarded))).toBe(address);
});

test('that it came over TLS is believed of a proxy we trust and of nobody else', () => {
  const isSecure = (text: string, connection: string, proto?: string) =>
    new Proxies(trust(text)).isSecure(arrival(connection, undefined, proto));
  expect(isSecure('1', '10.0.0.7', 'https')).toBe(true);
  expect(isSecure('1', '10.0.0.7', 'http')).toBe(false);
  expect(isSecure('1', '10.0.0.7')).toBe(false);
  expect(isSecure('none', '10.0.0.7', 'https')).toBe(false);
  expect(isSecure('10.0.0.0/8', '10.0.0.7', 'https')).toBe(true);
  expect(isSecure('10.0.0.0/8', '6.6.6.6', 'https')).toBe(false);
});

test.each(['', 'some', '10', '-1', '10.0.0.0/33', '10.0.0', '10.0.0.0/8/8', 'fd00::/129', '10.0.0.0/8,,'])(
  'TRUST_PROXY=%s is refused',
  (text) => {
    expect(() => trust(text)).toThrow('none, a number of proxies');
  },
);
