import { describe, expect, test } from 'vitest';
import { dialled, plainPhone } from './plain-phone.ts';

describe('a telephone number', () => {
  test.each([
    ['+8613800138000', '138 0013 8000'],
    ['+862158880000', '02158880000'],
    ['+85221234567', '+85221234567'],
  ])('%s is read as %s', (number, read) => {
    expect(plainPhone(number)).toBe(read);
  });

  test.each([
    ['021-5187 6600 转 8', 'tel:02151876600;ext=8'],
    ['021-5888 0000', 'tel:02158880000'],
    ['+86 755 8888 0000 ext. 12', 'tel:+8675588880000;ext=12'],
  ])('%s is dialled as %s', (number, address) => {
    expect(dialled(number)).toBe(address);
  });
});
