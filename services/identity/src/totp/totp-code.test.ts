import { Seals } from '@landfall/kit/seal/seals';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCode, newSecret, sealSecret, totpOf } from './totp-code.ts';

const seals = new Seals('a secret of the test');
const secret = newSecret();
const sealedSecret = sealSecret(seals, secret);
const AT = Date.parse('2026-11-23T08:00:10Z');
const codeAt = (at: number) => totpOf(secret, 'a@example.cn').generate({ timestamp: at });
const check = (code: string, lastStep: number | null = null, at = AT) =>
  checkCode(seals, { sealedSecret, lastStep }, code, at);

test('a phone whose clock is a minute off, either way, signs in; one that is two minutes off doesn’t', () => {
  for (const off of [0, -30, 30, -60, 60]) expect(check(codeAt(AT + off * 1000)), `${off} s`).toHaveProperty('step');
  for (const off of [-120, 120]) expect(check(codeAt(AT + off * 1000)), `${off} s`).toBe('wrong');
});

test('a code is good once, and none of before it is good after it', () => {
  const first = check(codeAt(AT));
  expect(first).toHaveProperty('step');
  const { step } = first as { step: number };
  expect(check(codeAt(AT), step)).toBe('used');
  expect(check(codeAt(AT - 30_000), step)).toBe('used');
  expect(check(codeAt(AT + 30_000), step)).toEqual({ step: step + 1 });
});

test('a code is read as people write it', () => {
  const code = codeAt(AT);
  const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  for (const written of [`${code.slice(0, 3)} ${code.slice(3)}`, `${code}\n`, wide])
    expect(check(written)).toHaveProperty('step');
});

test('whatever is typed is a verdict, and an error never', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.option(fc.nat()), (code, lastStep) => {
      expect(['wrong', 'used', 'object']).toContain(
        typeof check(code, lastStep) === 'object' ? 'object' : check(code, lastStep),
      );
    }),
  );
});
