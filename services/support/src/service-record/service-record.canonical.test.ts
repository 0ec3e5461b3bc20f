import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  canonicalServiceRecord,
  type JsonValue,
  type ServiceRecordContent,
  serviceRecordHash,
} from './service-record.canonical.ts';

const record: ServiceRecordContent = {
  orderId: '0192f0c1-2a3b-7c4d-8e5f-60718293a4b5',
  contactName: '张三',
  address: '上海市浦东新区张江路 100 号',
  howToGetThere: null,
  productName: 'K/3 WISE',
  productVersion: '15.1',
  serial: 'K3-2019-AB12',
  symptom: '凭证无法打印\n报错 80070005',
  diagnosis: '驱动被系统更新覆盖',
  steps: '重装驱动 → 打印测试页',
  serviceItems: [{ code: 'ROUTINE' }, { code: 'CUSTOM_REPORT', price: 120000 }],
  arrivedAt: '2026-11-23T05:49:41.123Z',
  leftAt: '2026-11-23T07:10:00.000Z',
  result: 'SOLVED',
};

describe('the signed text of version 1 never changes', () => {
  const text =
    '{"address":"上海市浦东新区张江路 100 号","arrivedAt":"2026-11-23T05:49:41.123Z","contactName":"张三",' +
    '"diagnosis":"驱动被系统更新覆盖","followUpNumber":null,"form":"service-record","headquartersIssue":null,' +
    '"howToGetThere":null,"leftAt":"2026-11-23T07:10:00.000Z","orderId":"0192f0c1-2a3b-7c4d-8e5f-60718293a4b5",' +
    '"productName":"K/3 WISE","productVersion":"15.1","result":"SOLVED","serial":"K3-2019-AB12",' +
    '"serviceItems":[{"code":"ROUTINE","price":null},{"code":"CUSTOM_REPORT","price":120000}],' +
    '"steps":"重装驱动 → 打印测试页","symptom":"凭证无法打印\\n报错 80070005","v":1}';

  test('to the letter', () => {
    expect(canonicalServiceRecord(record)).toBe(text);
  });

  test('and its hash is SHA-256 of its UTF-8', async () => {
    expect(await serviceRecordHash(record)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    expect(await serviceRecordHash(record)).toBe('7859a1ef313a167709abdbf82490b374e4f5efa43b53e5b60b0ce2fade2d91f3');
  });
});

describe('what reads the same is the same', () => {
  test.each<[string, Partial<ServiceRecordContent>]>([
    ['absent, null, empty and blank', { howToGetThere: undefined, headquartersIssue: '', followUpNumber: '  \n' }],
    ['Windows line ends', { symptom: '凭证无法打印\r\n报错 80070005' }],
    ['old Macintosh line ends', { symptom: '凭证无法打印\r报错 80070005' }],
    ['space around', { contactName: ' 张三\u3000', serial: '\tK3-2019-AB12\n' }],
    ['an offset for UTC', { arrivedAt: '2026-11-23T13:49:41.123+08:00', leftAt: '2026-11-23T15:10+0800' }],
    [
      'microseconds as the database returns them',
      { arrivedAt: '2026-11-23T05:49:41.123999Z', leftAt: '2026-11-23T07:10:00Z' },
    ],
    ['upper-case identity', { orderId: record.orderId.toUpperCase() }],
    [
      'no price as null',
      {
        serviceItems: [
          { code: 'ROUTINE', price: null },
          { code: 'CUSTOM_REPORT', price: 120000 },
        ],
      },
    ],
  ])('%s', (_, change) => {
    expect(canonicalServiceRecord({ ...record, ...change })).toBe(canonicalServiceRecord(record));
  });

  test('order of keys, Unicode form, and values nobody signs', () => {
    const text = fc.string({
      unit: fc.constantFrom('é', 'e\u0301', 'Å', 'ñ', '가', '張', '👍🏽', ' ', 'a', '\n'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, fc.constantFrom('NFC', 'NFD'), (contactName, steps, form) => {
        const typed = { ...record, contactName, steps };
        const shuffled = Object.fromEntries(
          Object.entries({ ...typed, id: 'server-made' }).reverse(),
        ) as unknown as typeof typed;
        const other = { ...shuffled, contactName: contactName.normalize(form), steps: steps.normalize(form) };
        expect(canonicalServiceRecord(other)).toBe(canonicalServiceRecord(typed));
      }),
    );
  });
});

describe('any visible change is another record', () => {
  test.each<[string, Partial<ServiceRecordContent>]>([
    ['a character', { diagnosis: '驱动被系统更新覆写' }],
    ['a space inside', { steps: '重装驱动 →  打印测试页' }],
    ['a line end inside', { symptom: '凭证无法打印 报错 80070005' }],
    ['a price', { serviceItems: [{ code: 'ROUTINE' }, { code: 'CUSTOM_REPORT', price: 120001 }] }],
    [
      'no price for a free one',
      {
        serviceItems: [
          { code: 'ROUTINE', price: 0 },
          { code: 'CUSTOM_REPORT', price: 120000 },
        ],
      },
    ],
    ['the order of items', { serviceItems: [...record.serviceItems].reverse() }],
    ['an item less', { serviceItems: record.serviceItems.slice(1) }],
    ['a millisecond', { arrivedAt: '2026-11-23T05:49:41.124Z' }],
    ['the result', { result: 'PARTLY' }],
    ['traditional for simplified', { contactName: '張三' }],
    ['a value moved to the next field', { headquartersIssue: 'HQ-1' }],
  ])('%s', async (_, change) => {
    expect(await serviceRecordHash({ ...record, ...change })).not.toBe(await serviceRecordHash(record));
  });

  test('in any text field', () => {
    const field = fc.constantFrom(
      'contactName',
      'address',
      'serial',
      'symptom',
      'diagnosis',
      'steps',
      'followUpNumber',
    );
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const shown = (value: string) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim();
    fc.assert(
      fc.property(field, text, text, (name, a, b) => {
        const same =
          canonicalServiceRecord({ ...record, [name]: a }) === canonicalServiceRecord({ ...record, [name]: b });
        expect(same).toBe(shown(a) === shown(b));
      }),
    );
  });
});

test.each([
  '2026-11-23',
  '05:49:41Z',
  '2026-11-23T05:49:41',
  '2026-02-31T05:49:41Z',
  '2026-13-01T05:49:41Z',
  '2026-11-23T25:00:00Z',
  '',
  'now',
])('%j is no instant', (arrivedAt) => {
  expect(() => canonicalServiceRecord({ ...record, arrivedAt })).toThrow('record.notAnInstant');
});

test.each([1.5, -1, Number.NaN, 2 ** 60])('%d is no price in fen', (price) => {
  expect(() => canonicalServiceRecord({ ...record, serviceItems: [{ code: 'ROUTINE', price }] })).toThrow(
    'record.notAPrice',
  );
});

test('half an emoji does not keep a customer from signing', () => {
  expect(canonicalServiceRecord({ ...record, steps: '好\ud83d' })).toBe(
    canonicalServiceRecord({ ...record, steps: '好\ufffd' }),
  );
});

describe('RFC 8785', () => {
  test('section 3.2.2: numbers, strings and literals', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('section 3.2.3: keys sort by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as Record<string, string>)).toHaveLength(7);
    const order = canonicalJson(value)
      .match(/:"[^"]+"/g)
      ?.map((each) => each.slice(2, -1));
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test.each([
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e23, '1e+23'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [0.000001, '0.000001'],
    [1e-7, '1e-7'],
    [333333333.33333325, '333333333.33333325'],
    [-1 / 3, '-0.3333333333333333'],
  ])('appendix B: %d is written %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('has no form of what is not I-JSON', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow('json.notFinite');
    expect(() => canonicalJson(Number.POSITIVE_INFINITY)).toThrow('json.notFinite');
    expect(() => canonicalJson('\ud83d')).toThrow('json.loneSurrogate');
    expect(() => canonicalJson({ '\ud83d': 1 })).toThrow('json.loneSurrogate');
  });

  test('is JSON that reads back as it was, and the same for any order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value as JsonValue);
        expect(canonicalJson(JSON.parse(text) as JsonValue)).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toHaveLength(text.length);
      }),
    );
  });
});
