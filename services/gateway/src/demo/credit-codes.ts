import { creditCodeCheck } from '@landfall/customers/customer/credit-code';
import type { Random } from './random.ts';

const BODY = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code of a company registered in a district (GB 32100-2015), check digit included. */
export function creditCode(random: Random, divisionCode: string): string {
  // 91: an enterprise, registered with the market regulator. New companies' bodies begin with MA.
  const organisation = random.chance(0.6)
    ? `MA${Array.from({ length: 6 }, () => random.pick([...BODY])).join('')}`
    : random.digits(8);
  const body = `91${divisionCode}${organisation}`;
  const first17 = `${body}${organisationCheck(organisation)}`;
  return first17 + creditCodeCheck(first17);
}

/** The ninth character of an organisation code (GB 11714-1997). */
function organisationCheck(code: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const value = (character: string): number =>
    /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
  const sum = [...code].reduce((total, character, i) => total + value(character) * (weights[i] ?? 0), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
