import { expect, test } from 'vitest';
import { spokenPhone } from './phone.words.ts';

test.each([
  ['+8613812345678', '138 1234 5678'],
  ['+862158000012', '021 5800 0012'],
  ['+8651258000012', '0512 5800 0012'],
  ['+862158000012;ext=801', '021 5800 0012-801'],
  ['+85221234567', '+85221234567'],
])('%s is written %s', (number, written) => {
  expect(spokenPhone(number)).toBe(written);
});
