import { ParseError, type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/core';
// The smaller metadata know only how long a number may be: by them a mobile number with a digit missing is one.
import metadata from 'libphonenumber-js/metadata.max';

/** Where a number without a country code was dialled. */
export type PhoneRegion = 'CN' | 'HK' | 'TW' | 'MO';

export interface CallerNumber {
  /** +8613812345678, without the extension */
  e164: string;
  extension?: string;
  /** As dialled inside its country, digits only: 02158886666, 13812345678 */
  national: string;
  /** For reading: national at home, international from abroad, `-803` for an extension. */
  display: string;
}

/** Message keys of what can be wrong with a number. */
export type PhoneProblem =
  | 'phone.empty'
  | 'phone.notANumber'
  | 'phone.tooShort'
  | 'phone.tooLong'
  /** Seven or eight digits of a fixed line: whose, nobody can say. */
  | 'phone.areaCodeMissing'
  | 'phone.countryUnknown'
  /** The right length, but nobody was ever given such a number. */
  | 'phone.notInUse';

const LABEL =
  /^\s*(?:tel|phone|mobile|mob|fax|电话|電話|手机|手機|座机|座機|号码|號碼|联系电话|聯絡電話)\s*[:：.]?\s*/iu;
const EXTENSION =
  /\s*[,;，；]?\s*(?:转接?|轉接?|分机号?|分機號?|内线|內線|ext(?:ension|n)?\.?|x|#)\s*[:：.]?\s*(\d{1,8})\s*(?:分机|分機)?\s*$/iu;
const DASHED_EXTENSION = /^(.*\d.*\d)-(\d{1,6})$/;
const DASHES = /[‐‑‒–—―−－~～ー]/gu;
const NUMBER = /^[(\s]*\+?[\d\s().\-/]*$/;

/**
 * Reads a caller's number in any notation: +86, 0086, spaces, dashes, brackets, full-width digits, a label before it
 * (电话：), an extension behind it (转 803, ext. 803, #803, -803).
 * @param region where a number without a country code belongs
 */
export function parseCallerNumber(text: string, region: PhoneRegion = 'CN'): CallerNumber | { problem: PhoneProblem } {
  const plain = text
    .normalize('NFKC')
    .replaceAll(DASHES, '-')
    .replaceAll(/\p{Cf}/gu, '')
    .replace(LABEL, '')
    .trim();
  if (!plain) return { problem: 'phone.empty' };
  const marked = EXTENSION.exec(plain);
  const number = marked ? plain.slice(0, marked.index) : plain;
  const whole = read(number, region);
  if (typeof whole !== 'string') return described(whole, marked?.[1], region);
  // A dash may be an extension's or the number's own: it is an extension's only where the whole is no number.
  const dashed = marked ? null : DASHED_EXTENSION.exec(number);
  const base = dashed?.[1] ? read(dashed[1], region) : whole;
  if (typeof base === 'string') return { problem: base === 'phone.areaCodeMissing' ? base : whole };
  return described(base, dashed?.[2], region);
}

function described(phone: PhoneNumber, extension: string | undefined, region: PhoneRegion): CallerNumber {
  const national = phone.formatNational();
  const shown = phone.country === region ? national : phone.formatInternational();
  return {
    e164: phone.number,
    ...(extension && { extension }),
    national: national.replaceAll(/\D/g, ''),
    display: extension ? `${shown}-${extension}` : shown,
  };
}

function read(text: string, region: PhoneRegion): PhoneNumber | PhoneProblem {
  if (!NUMBER.test(text) || !/\d/.test(text)) return 'phone.notANumber';
  const digits = text.replaceAll(/\D/g, '');
  // Brackets and dashes carry no meaning. 00 is how +86 is dialled; libphonenumber knows it for mainland callers only.
  const dialled = /^\W*\+/.test(text) ? `+${digits}` : digits.replace(/^00(?=[1-9])/, '+');
  try {
    const phone = parsePhoneNumberWithError(dialled, { defaultCountry: region, extract: false }, metadata);
    if (phone.isValid() || isNewMobile(phone)) return phone;
    if (region === 'CN' && /^[2-8]\d{6,7}$/.test(digits)) return 'phone.areaCodeMissing';
    return lengthProblem(phone) ?? 'phone.notInUse';
  } catch (error) {
    return error instanceof ParseError ? problemOf(error.message) : 'phone.notANumber';
  }
}

/** Ranges are opened faster than metadata are published: any mainland number of a mobile's shape is taken. */
function isNewMobile(phone: PhoneNumber): boolean {
  return phone.countryCallingCode === '86' && /^1[3-9]\d{9}$/.test(phone.nationalNumber);
}

function lengthProblem(phone: PhoneNumber): PhoneProblem | undefined {
  // A mainland number has ten digits with its area code, or eleven; shorter ones are possible only without it.
  const mainland = phone.countryCallingCode === '86';
  if (mainland && phone.nationalNumber.length < 9) return 'phone.tooShort';
  if (mainland && phone.nationalNumber.startsWith('1') && phone.nationalNumber.length !== 11) {
    return phone.nationalNumber.length < 11 ? 'phone.tooShort' : 'phone.tooLong';
  }
  if (mainland && phone.nationalNumber.length > 11) return 'phone.tooLong';
  return undefined;
}

function problemOf(message: string): PhoneProblem {
  if (message === 'TOO_SHORT') return 'phone.tooShort';
  if (message === 'TOO_LONG') return 'phone.tooLong';
  return message === 'INVALID_COUNTRY' ? 'phone.countryUnknown' : 'phone.notANumber';
}
