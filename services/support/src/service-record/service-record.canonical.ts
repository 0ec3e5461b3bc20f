// What a customer signs (R4). The phone computes it without network and the server computes it again, so this file
// depends on nothing but the language and WebCrypto: no imports, no Temporal.

/** One service item as charged: price in fen, null where none was agreed. */
export interface SignedServiceItem {
  code: string;
  price?: number | null;
}

/** What the device knows when the customer signs; nothing the server makes up. Absent, null and empty are the same. */
export interface ServiceRecordContent {
  orderId: string;
  contactName: string;
  address: string;
  howToGetThere?: string | null;
  productName?: string | null;
  productVersion?: string | null;
  serial?: string | null;
  symptom: string;
  diagnosis: string;
  steps: string;
  /** The order is part of what is signed. */
  serviceItems: readonly SignedServiceItem[];
  /** ISO 8601 with an offset or Z; any precision, signed to the millisecond. */
  arrivedAt: string;
  leftAt: string;
  result: string;
  headquartersIssue?: string | null;
  followUpNumber?: string | null;
}

/** A value JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * The signed text: RFC 8785 JSON of form `service-record`, version 1. A later version is another form; records keep
 * the version they were signed in.
 * @throws RangeError `record.notAnInstant` for a time without date, offset or sense; `record.notAPrice` for one that isn't whole fen
 */
export function canonicalServiceRecord(content: ServiceRecordContent): string {
  return canonicalJson({
    form: 'service-record',
    v: 1,
    orderId: signedText(content.orderId).toLowerCase(),
    contactName: signedText(content.contactName),
    address: signedText(content.address),
    howToGetThere: optionalText(content.howToGetThere),
    productName: optionalText(content.productName),
    productVersion: optionalText(content.productVersion),
    serial: optionalText(content.serial),
    symptom: signedText(content.symptom),
    diagnosis: signedText(content.diagnosis),
    steps: signedText(content.steps),
    serviceItems: content.serviceItems.map(({ code, price }) => ({ code, price: signedPrice(price) })),
    arrivedAt: signedInstant(content.arrivedAt),
    leftAt: signedInstant(content.leftAt),
    result: content.result,
    headquartersIssue: optionalText(content.headquartersIssue),
    followUpNumber: optionalText(content.followUpNumber),
  });
}

/**
 * SHA-256 of the signed text in lower-case hexadecimal.
 * @throws Error `record.noWebCrypto` where the page isn't served over HTTPS or from localhost; RangeError as above
 */
export async function serviceRecordHash(content: ServiceRecordContent): Promise<string> {
  // Browsers leave `subtle` out of pages that aren't secure, whatever the types say.
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!subtle) throw new Error('record.noWebCrypto');
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(canonicalServiceRecord(content)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * RFC 8785 (JSON Canonicalization Scheme): no white space, keys by UTF-16 code units, numbers and strings as
 * ECMAScript writes them.
 * @throws RangeError for what I-JSON has no form of: NaN, infinities, halves of a surrogate pair
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') {
    if (LONE_SURROGATE.test(value)) throw new RangeError('json.loneSurrogate');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('json.notFinite');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // The default order of `sort` is the one the RFC asks for; `localeCompare` is not.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(',')}}`;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

// Array.isArray doesn't narrow read-only arrays.
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The same text however it was typed: composed characters, LF at line ends, nothing around it. */
function signedText(text: string): string {
  // Half an emoji, cut off by a field's length limit, becomes what it would become in transport anyway.
  const wellFormed = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return wellFormed.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function optionalText(text: string | null | undefined): string | null {
  return signedText(text ?? '') || null;
}

function signedPrice(price: number | null | undefined): number | null {
  if (price === null || price === undefined) return null;
  if (!Number.isSafeInteger(price) || price < 0) throw new RangeError('record.notAPrice');
  return price;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})$/;

/** UTC to the millisecond. Finer digits are cut, as the database's microseconds come back. */
function signedInstant(text: string): string {
  const [, date, time, seconds = '00', fraction = '', offset = ''] = INSTANT.exec(text.trim()) ?? [];
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const milliseconds = Date.parse(`${date}T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
  // Date.parse takes 31 February for 3 March; the customer would sign another day than was written.
  const day = Date.parse(`${date}T00:00:00Z`);
  const isRealDate = !Number.isNaN(day) && new Date(day).toISOString().slice(0, 10) === date;
  if (Number.isNaN(milliseconds) || !isRealDate) throw new RangeError('record.notAnInstant');
  return new Date(milliseconds).toISOString();
}
