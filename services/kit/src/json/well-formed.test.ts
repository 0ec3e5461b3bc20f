import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wellFormed } from './well-formed.ts';

const read = (json: string): unknown => JSON.parse(wellFormed(json));

test('half of a character comes in as the sign for an unreadable one, the rest as it was', () => {
  expect(read(String.raw`["a\ud800b", "\uDC00\uD800", "\ud83d\ude00", "\ud83d\ud83d\ude00"]`)).toEqual([
    'a\ufffdb',
    '\ufffd\ufffd',
    '😀',
    '\ufffd😀',
  ]);
});

test('a backslash somebody wrote before letters that look like an escape stays what it is', () => {
  expect(read(String.raw`["C:\\ud800", "\\\ud800", "\\\\ud83d\n"]`)).toEqual([
    String.raw`C:\ud800`,
    '\\\ufffd',
    `${String.raw`\\ud83d`}\n`,
  ]);
});

test('whatever is sent, what arrives is what JavaScript calls well formed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud83d', '\ude00', '\\', 'u'))),
      (texts) => {
        const text = texts.join('');
        expect(read(JSON.stringify({ [text]: text }))).toEqual({ [text.toWellFormed()]: text.toWellFormed() });
      },
    ),
  );
});
