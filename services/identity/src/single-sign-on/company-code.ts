import { randomInt } from 'node:crypto';
import { keyOf } from '@landfall/kit/seal/key-of';

/** Without what is mistaken for another in print or on the phone (0 O, 1 I L, U V, 2 Z, 5 S, 8 B). */
const LETTERS = 'ACDEFGHJKMNPQRTWXY34679';
const LENGTH = 12;

/** A new company code, e.g. `K7QM-4XRT-9PAD`: 54 bits, so nobody finds companies by trying. */
export function newCompanyCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** What a code is looked up by, however it was typed. */
export function companyCodeKey(typed: string): string {
  return keyOf(`company ${typed.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}
