import { resolve } from 'node:path';

/** Reads one variable's text. Throws an Error whose message ends the sentence "NAME must be ...". */
export type Reader<T> = (text: string) => T;

export const text: Reader<string> = (value) => value;

export const path: Reader<string> = (value) => resolve(value);

/** A TCP port; 0 lets the system choose. */
export const port: Reader<number> = (value) => {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 65_535) return number;
  throw new Error('a port from 0 to 65535');
};

export const whole: Reader<number> = (value) => {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new Error('a whole number, 0 or greater');
};

/** How many processes. */
export const workers: Reader<number> = (value) => {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 64) return number;
  throw new Error('a whole number from 1 to 64');
};

export const onOff: Reader<boolean> = (value) => {
  const word = value.toLowerCase();
  if (['on', 'true', '1', 'yes'].includes(word)) return true;
  if (['off', 'false', '0', 'no'].includes(word)) return false;
  throw new Error('on or off');
};

export function oneOf<const W extends string>(...words: W[]): Reader<W> {
  return (value) => {
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word) return word;
    throw new Error(`one of ${words.join(', ')}`);
  };
}

/** How mail leaves; the message never repeats it, as it holds a password. */
export const mailServer: Reader<string> = (value) => {
  const url = URL.parse(value);
  if (url && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname) return value;
  throw new Error('an address like smtp://user:password@host:587 or smtps://user:password@host');
};

/** An e-mail address alone, without a name. */
export const mailAddress: Reader<string> = (value) => {
  if (/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/.test(value) && value.length <= 254) return value;
  throw new Error('an e-mail address like service@example.com');
};

/** An address without its end slash; the message never repeats it, as it can hold a password. */
export function address(...protocols: string[]): Reader<string> {
  return (value) => {
    const expected = new Error(
      `an address like ${protocols[0]}://${protocols[0] === 'http' ? 'host:3000' : 'user:password@host:5432/database'}`,
    );
    if (!protocols.some((protocol) => value.startsWith(`${protocol}://`)) || !URL.canParse(value)) throw expected;
    return value.replace(/\/$/, '');
  };
}
