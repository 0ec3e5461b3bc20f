import { describe, expect, test } from 'vitest';
import { type PhoneRegion, parseCallerNumber } from './phone-number.ts';

describe('a mobile number is the same in every notation', () => {
  test.each([
    '13812345678',
    '138 1234 5678',
    '138-1234-5678',
    '138.1234.5678',
    '+8613812345678',
    '+86 138 1234 5678',
    '+86-138-1234-5678',
    '(+86)13812345678',
    '008613812345678',
    '0086 138 1234 5678',
    '8613812345678',
    '１３８１２３４５６７８',
    '＋８６　１３８　１２３４　５６７８',
    '138–1234—5678',
    ' 13812345678\u200b ',
    '\u202d138 1234 5678\u202c',
    '手机：13812345678',
    '電話: 138 1234 5678',
    'Tel. 13812345678',
  ])('%s', (text) => {
    expect(parseCallerNumber(text)).toEqual({
      e164: '+8613812345678',
      national: '13812345678',
      display: '138 1234 5678',
    });
  });
});

describe('a fixed line with its area code', () => {
  test.each([
    '021-58886666',
    '02158886666',
    '021 5888 6666',
    '021-5888-6666',
    '(021)58886666',
    '（021）5888-6666',
    '+86 21 58886666',
    '+86 (0)21 5888 6666',
    '+86 021 58886666',
    '0086-21-58886666',
    '０２１－５８８８６６６６',
  ])('%s', (text) => {
    expect(parseCallerNumber(text)).toEqual({
      e164: '+862158886666',
      national: '02158886666',
      display: '021 5888 6666',
    });
  });

  test.each([
    ['010-12345678', '+861012345678', '010 1234 5678'],
    ['0571-87654321', '+8657187654321', '0571 8765 4321'],
    ['0755-2688 1234', '+8675526881234', '0755 2688 1234'],
  ])('%s', (text, e164, display) => {
    expect(parseCallerNumber(text)).toMatchObject({ e164, display });
  });
});

describe('an extension', () => {
  test.each([
    '021-58886666转803',
    '021-58886666 转 803',
    '021-58886666轉803',
    '021-58886666 转接 803',
    '021-58886666 分机803',
    '021-58886666 分機：803',
    '021-58886666 内线 803',
    '021-58886666 ext. 803',
    '021-58886666ext803',
    '021-58886666 Extension 803',
    '021-58886666, x803',
    '021-58886666#803',
    '02158886666＃８０３',
    '021-58886666-803',
    '+86-21-58886666-803',
    '(021)58886666－803',
    '02158886666-803',
  ])('%s', (text) => {
    expect(parseCallerNumber(text)).toEqual({
      e164: '+862158886666',
      extension: '803',
      national: '02158886666',
      display: '021 5888 6666-803',
    });
  });

  test('behind a service number too, and never made of the number itself', () => {
    expect(parseCallerNumber('400-820-8820-1')).toMatchObject({ e164: '+864008208820', extension: '1' });
    expect(parseCallerNumber('400-820-8820')).not.toHaveProperty('extension');
    expect(parseCallerNumber('138-1234-5678')).not.toHaveProperty('extension');
  });
});

test.each<[string, string, string, PhoneRegion?]>([
  ['4008208820', '+864008208820', '400 820 8820'],
  ['400-820-8820', '+864008208820', '400 820 8820'],
  ['800-820-8820', '+868008208820', '800 820 8820'],
  ['+852 2345 6789', '+85223456789', '+852 2345 6789'],
  ['00852-2345 6789', '+85223456789', '+852 2345 6789'],
  ['+886 2 2345 6789', '+886223456789', '+886 2 2345 6789'],
  ['2345 6789', '+85223456789', '2345 6789', 'HK'],
  ['02-2345-6789', '+886223456789', '02 2345 6789', 'TW'],
  ['0912 345 678', '+886912345678', '0912 345 678', 'TW'],
  ['13812345678', '+8613812345678', '138 1234 5678'],
  ['+86 138 1234 5678', '+8613812345678', '+86 138 1234 5678', 'HK'],
  ['+1 212 555 0100', '+12125550100', '+1 212 555 0100'],
])('%s is %s, shown as %s', (text, e164, display, region) => {
  expect(parseCallerNumber(text, region)).toMatchObject({ e164, display });
});

test('a mobile range newer than the metadata is taken', () => {
  expect(parseCallerNumber('14012345678')).toMatchObject({ e164: '+8614012345678' });
});

test.each([
  ['', 'phone.empty'],
  ['   ', 'phone.empty'],
  ['电话：', 'phone.empty'],
  ['张三', 'phone.notANumber'],
  ['不详', 'phone.notANumber'],
  ['---', 'phone.notANumber'],
  ['138abcd5678', 'phone.notANumber'],
  ['1-800-FLOWERS', 'phone.notANumber'],
  ['1', 'phone.tooShort'],
  ['110', 'phone.tooShort'],
  ['10086', 'phone.tooShort'],
  ['1381234567', 'phone.tooShort'],
  ['138-1234', 'phone.tooShort'],
  ['021-5888', 'phone.tooShort'],
  ['138123456789', 'phone.tooLong'],
  ['13812345678901234567', 'phone.tooLong'],
  ['58886666', 'phone.areaCodeMissing'],
  ['5888 666', 'phone.areaCodeMissing'],
  ['58886666-803', 'phone.areaCodeMissing'],
  ['+999 1234 5678', 'phone.countryUnknown'],
  ['+852 0000 0000', 'phone.notInUse'],
])('%j is refused: %s', (text, problem) => {
  expect(parseCallerNumber(text)).toEqual({ problem });
});
