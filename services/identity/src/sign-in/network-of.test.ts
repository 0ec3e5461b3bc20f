import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of a /64, however written, are one network', () => {
  const hex = fc.nat({ max: 0xffff }).map((n) => n.toString(16));
  fc.assert(
    fc.property(
      fc.array(hex, { minLength: 4, maxLength: 4 }),
      fc.array(hex, { minLength: 4, maxLength: 4 }),
      (a, b) => {
        const full = networkOf([...a, ...b].join(':'));
        expect(networkOf([...a, ...b].join(':').toUpperCase())).toBe(full);
        expect(networkOf([...a, '1', '2', '3', '4'].join(':'))).toBe(full);
      },
    ),
  );
});
