const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORM = /^[0-9ABCDEFGHJKLMNPQRTUWXY]{2}\d{6}[0-9ABCDEFGHJKLMNPQRTUWXY]{10}$/;

/** A unified social credit code as it is kept: half width, upper case, no spaces or dashes. */
export function tidyCreditCode(code: string): string {
  return code
    .normalize('NFKC')
    .replaceAll(/[\s-]+/g, '')
    .toUpperCase();
}

/** The check digit of the first 17 characters (GB 32100-2015). */
export function creditCodeCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length] ?? '';
}

/** What is wrong with a tidied code, as a reason, or null. */
export function creditCodeProblem(code: string): 'creditCode.length' | 'creditCode.form' | 'creditCode.check' | null {
  if (code.length !== 18) return 'creditCode.length';
  if (!FORM.test(code)) return 'creditCode.form';
  return creditCodeCheck(code) === code[17] ? null : 'creditCode.check';
}
